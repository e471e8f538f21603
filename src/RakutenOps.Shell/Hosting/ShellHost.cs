using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace RakutenOps.Shell.Hosting;

/// <summary>The engine's view of the program around it.</summary>
/// <param name="terminal">What is written to and read from.</param>
/// <param name="culture">Language of messages and form of numbers and dates; the user's own when left out.</param>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The engine formats output by the culture of its host: here it is the user's own that is wanted.")]
internal sealed class ShellHost(ITerminal terminal, CultureInfo? culture = null) : PSHost
{
    /// <summary>The code that a script passed to <c>exit</c>; null while none did.</summary>
    public int? ExitRequest { get; private set; }

    /// <summary><see cref="UI"/>, typed.</summary>
    public ShellUI ShellUI { get; } = new(terminal);

    public override string Name => "rakutenops";
    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version();
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => ShellUI;
    public override CultureInfo CurrentCulture { get; } = culture ?? CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = culture ?? CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitRequest = exitCode;

    public override void EnterNestedPrompt() => throw new PSNotSupportedException(ShellMessage.Of("Prompt_NoSuspend"));
    public override void ExitNestedPrompt() { }

    // A native program writes to the same console by itself.
    public override void NotifyBeginApplication() => ShellUI.ClearProgress();
    public override void NotifyEndApplication() { }
}
