using System.Security;

namespace RakutenOps.Shell.Hosting;

/// <summary>What the host writes to and reads from: the console of the process, or strings in a test.</summary>
internal interface ITerminal
{
    /// <summary>Output, warnings, verbose, debug and information, as pwsh sends them.</summary>
    TextWriter Out { get; }

    /// <summary>Errors and progress.</summary>
    TextWriter Error { get; }

    /// <summary>Columns of half-width cells.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>Escape sequences on <see cref="Out"/> are shown as colour; else they are taken out of every text.</summary>
    bool OutShowsColour { get; }

    /// <summary>The same for <see cref="Error"/>.</summary>
    bool ErrorShowsColour { get; }

    /// <summary>Somebody can answer a question.</summary>
    bool CanPrompt { get; }

    /// <summary>Where questions are shown.</summary>
    TextWriter Prompt { get; }

    /// <summary>One typed line; null at the end of the input.</summary>
    string? ReadLine();

    /// <summary>One typed line that is not shown; null when it was given up.</summary>
    SecureString? ReadSecret();
}
