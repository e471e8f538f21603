using System.Management.Automation.Host;

namespace RakutenOps.Shell.Hosting;

/// <summary>The measures of the terminal. It has no screen buffer to read or move: such calls are refused.</summary>
internal sealed class ShellRawUI(ITerminal terminal) : PSHostRawUserInterface
{
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override string WindowTitle { get; set; } = "rakutenops";
    public override int CursorSize { get; set; } = 25;
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override bool KeyAvailable => false;

    public override Size BufferSize { get => WindowSize; set => throw Unsupported(); }
    public override Size WindowSize { get => new(terminal.Width, terminal.Height); set => throw Unsupported(); }
    public override Size MaxWindowSize => WindowSize;
    public override Size MaxPhysicalWindowSize => WindowSize;

    public override int LengthInBufferCells(char source) => CellWidth.Of(source);
    public override int LengthInBufferCells(string source) => CellWidth.Of(source);
    public override int LengthInBufferCells(string source, int offset) => CellWidth.Of(source[offset..]);

    public override void FlushInputBuffer() { }
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw Unsupported();
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Unsupported();

    static HostException Unsupported() => new(ShellMessage.Of("Screen_None"));
}
