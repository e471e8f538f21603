using RakutenOps.Shell.Hosting;

namespace RakutenOps.Shell;

/// <summary>One argument for the script: a value, a name (<c>-Name</c>, whose value may be the next argument), or both.</summary>
/// <param name="Name">Parameter name with its dash; null for a positional value.</param>
/// <param name="Value">The value; null where the name stands alone, so that the engine decides between a switch and a named value.</param>
internal sealed record ScriptArgument(string? Name, object? Value);

/// <summary>What the user asked of <c>rakutenops</c>.</summary>
internal abstract record CommandLine
{
    /// <summary>Prompts are refused even on a terminal (<c>-NonInteractive</c>).</summary>
    public bool NonInteractive { get; private init; }

    /// <summary>Run a script file.</summary>
    public sealed record File(string Path, IReadOnlyList<ScriptArgument> Arguments) : CommandLine;

    /// <summary>Run PowerShell text.</summary>
    public sealed record Command(string Text) : CommandLine;

    /// <summary>Print how to use the program.</summary>
    public sealed record Help : CommandLine;

    /// <summary>The arguments cannot be understood; <paramref name="Message"/> says which and what to do.</summary>
    public sealed record Invalid(string Message) : CommandLine;

    /// <summary>Reads the arguments of the process. Everything after <c>-File path</c> and <c>-Command</c> belongs to the script.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var nonInteractive = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i].ToUpperInvariant())
            {
                case "-NONINTERACTIVE":
                    nonInteractive = true;
                    break;
                case "-NOPROFILE" or "-NOLOGO":
                    break; // There is neither; taken so that one scheduled command line serves pwsh and rakutenops.
                case "-HELP" or "-H" or "--HELP" or "-?":
                    return new Help();
                case "-FILE" or "-F":
                    return i + 1 < args.Count
                        ? new File(args[i + 1], ScriptArguments(args.Skip(i + 2))) { NonInteractive = nonInteractive }
                        : new Invalid(ShellMessage.Of("Refused_FileWithoutPath"));
                case "-COMMAND" or "-C":
                    return i + 1 < args.Count
                        ? new Command(string.Join(' ', args.Skip(i + 1))) { NonInteractive = nonInteractive }
                        : new Invalid(ShellMessage.Of("Refused_CommandWithoutText"));
                default:
                    return new Invalid(ShellMessage.Of(args[i].StartsWith('-') ? "Refused_NoSuchOption" : "Refused_NotAnOption", args[i]));
            }
        }
        return new Help();
    }

    static List<ScriptArgument> ScriptArguments(IEnumerable<string> args)
    {
        var result = new List<ScriptArgument>();
        string? pending = null; // "-Name:" takes the next argument, whatever it looks like.
        foreach (var arg in args)
        {
            if (pending is not null)
            {
                result.Add(new(pending, arg));
                pending = null;
            }
            else if (!IsName(arg))
            {
                result.Add(new(null, arg));
            }
            else if (arg.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                if (colon == arg.Length - 1)
                {
                    pending = arg[..colon];
                }
                else
                {
                    result.Add(new(arg[..colon], SwitchValue(arg[(colon + 1)..])));
                }
            }
            else
            {
                result.Add(new(arg, null));
            }
        }
        if (pending is not null)
        {
            result.Add(new(pending, null));
        }
        return result;
    }

    /// <summary>-Name is a name; -5, -.5 and a lone dash are values.</summary>
    static bool IsName(string arg) => arg is ['-', var first, ..] && (char.IsLetter(first) || first is '_' or '?');

    static object SwitchValue(string value) => value.ToUpperInvariant() switch
    {
        "$TRUE" or "TRUE" => true,
        "$FALSE" or "FALSE" => false,
        _ => value,
    };
}
