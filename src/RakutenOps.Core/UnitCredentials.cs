namespace RakutenOps.Core;

/// <summary>What systemd hands to a unit (LoadCredential=): files in a folder that it makes for each start, and that only the running unit knows.</summary>
internal static class UnitCredentials
{
    /// <summary>The environment variable in which systemd names the folder.</summary>
    public const string Variable = "CREDENTIALS_DIRECTORY";

    /// <summary>Where a credential's file would be; null when this process is no unit with credentials.</summary>
    /// <param name="name">The credential's name.</param>
    public static string? PathOf(string name) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? Path.Combine(folder, name) : null;
}
