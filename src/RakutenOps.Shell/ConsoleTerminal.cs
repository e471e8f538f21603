using System.Security;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Shell;

/// <summary>The console of the process; plain text and no questions where its streams are redirected.</summary>
internal sealed class ConsoleTerminal(bool nonInteractive) : ITerminal
{
    /// <summary>Columns and rows where no terminal says: what pwsh takes too.</summary>
    const int RedirectedWidth = 120, RedirectedHeight = 50;

    readonly bool colour = Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 }
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public TextWriter Out => Console.Out;
    public TextWriter Error => Console.Error;
    public int Width => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width : RedirectedWidth;
    public int Height => !Console.IsOutputRedirected && Console.WindowHeight is > 0 and var height ? height : RedirectedHeight;
    public bool OutShowsColour => colour && !Console.IsOutputRedirected;
    public bool ErrorShowsColour => colour && !Console.IsErrorRedirected;
    public bool CanPrompt => !nonInteractive && !Console.IsInputRedirected && !(Console.IsOutputRedirected && Console.IsErrorRedirected);
    public TextWriter Prompt => Console.IsOutputRedirected ? Console.Error : Console.Out;

    public string? ReadLine() => Console.In.ReadLine();

    public SecureString? ReadSecret()
    {
        var secret = new SecureString();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Prompt.WriteLine();
                    return secret;
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    Prompt.Write("\b \b");
                    break;
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control:
                    Prompt.WriteLine();
                    return null;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.AppendChar(key.KeyChar);
                        Prompt.Write('*');
                    }
                    break;
            }
        }
    }
}
