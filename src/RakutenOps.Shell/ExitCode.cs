namespace RakutenOps.Shell;

/// <summary>The exit codes of <c>rakutenops</c> itself. Any other code is what the script passed to <c>exit</c>.</summary>
internal static class ExitCode
{
    /// <summary>The script ran to its end, whatever native programs inside it returned.</summary>
    public const int Success = 0;

    /// <summary>An uncaught error ended the script.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong or the script file is not there, as for pwsh.</summary>
    public const int Usage = 64;

    /// <summary>The module cannot be loaded.</summary>
    public const int NoModule = 70;

    /// <summary>Ctrl+C, SIGINT or SIGTERM stopped the script.</summary>
    public const int Stopped = 130;
}
