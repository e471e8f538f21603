using System.Security;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Module.Tests.Hosting;

/// <summary>A terminal of strings. Questions are answered from <see cref="Answers"/>; with none left, nobody is there to ask.</summary>
internal sealed class FakeTerminal(int width) : ITerminal
{
    readonly StringWriter output = new() { NewLine = "\n" };
    readonly StringWriter errors = new() { NewLine = "\n" };

    public Queue<string> Answers { get; } = [];
    public TextWriter Out => output;
    public TextWriter Error => errors;
    public TextWriter Prompt => output;
    public int Width => width;
    public int Height => 50;
    public bool OutShowsColour => false;
    public bool ErrorShowsColour => false;
    public bool CanPrompt => Answers.Count > 0;
    public string? ReadLine() => Answers.TryDequeue(out var answer) ? answer : null;

    public SecureString? ReadSecret()
    {
        if (!Answers.TryDequeue(out var answer))
        {
            return null;
        }
        var secret = new SecureString();
        foreach (var c in answer)
        {
            secret.AppendChar(c);
        }
        return secret;
    }

    /// <summary>What stands on the output since the last call, with line feeds only.</summary>
    public string TakeOutput() => Take(output);

    /// <summary>What stands on the error stream since the last call, with line feeds only.</summary>
    public string TakeErrors() => Take(errors);

    static string Take(StringWriter writer)
    {
        var text = writer.ToString().ReplaceLineEndings("\n");
        writer.GetStringBuilder().Clear();
        return text;
    }
}
