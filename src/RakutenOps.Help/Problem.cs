namespace RakutenOps.Help;

/// <summary>Something that help lacks or says wrongly: the file, the line and the heading at which to mend it.</summary>
sealed record Problem(string File, int Line, string Heading, string Message)
{
    /// <summary>As MSBuild reads an error from a tool, so that editors lead to the line.</summary>
    public string ForBuild => $"{File}({Line}): error HELP: {Heading}: {Message}";
}
