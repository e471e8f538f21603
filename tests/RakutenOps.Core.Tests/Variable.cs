namespace RakutenOps.Core.Tests;

/// <summary>An environment variable for as long as a test wants it.</summary>
internal sealed class Variable : IDisposable
{
    readonly string name;
    readonly string? before;

    public Variable(string name, string? value)
    {
        (this.name, before) = (name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(name, before);
}
