using System.Globalization;
using System.Management.Automation;
using System.Security;
using RakutenOps.Commands.Rehearsal;
using RakutenOps.Errors;

namespace RakutenOps.Hosting;

/// <summary>The base of the cmdlets that work on a running emulator of this session, or of another.</summary>
public abstract class EmulatorCmdlet : OpsCmdlet
{
    /// <summary>The emulator's endpoint; the one that this session started last when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>The endpoint that is meant.</summary>
    /// <exception cref="InputException">This session has started none, none is left, or what was given is no address of one (EmulatorNotFound).</exception>
    private protected Uri Meant() => Endpoint is { } given
        ? given.IsAbsoluteUri && given.Scheme is "http" or "https" ? given : throw OpsError.Input("EmulatorNotFound", given, given)
        : OpsSession.Current.Emulators.LastOrDefault(static e => e.IsRunning)?.Endpoint ?? throw new InputException("EmulatorNotFound", Text.Message.Of("NoEmulator"), Text.Message.Of("Advice_EmulatorNotFound"));

    /// <summary>What an emulator of this session looks like now.</summary>
    private protected RmsEmulator Describe(EmulatorControl control, Uri endpoint, int processId) => new()
    {
        Endpoint = endpoint,
        ProcessId = processId,
        Credential = DemoCredential(),
        Clock = DateTimeOffset.Parse((string)Pull(token => control.SendAsync(HttpMethod.Get, "clock", null, token))!["now"]!, CultureInfo.InvariantCulture),
        Requests = (long)Pull(token => control.SendAsync(HttpMethod.Get, "requests", null, token))!["total"]!,
    };

    // Shop 999999 of the emulator; its keys are printed in its help and are no secret.
    static PSCredential DemoCredential()
    {
        var key = new SecureString();
        foreach (var letter in "SL000000_demo") key.AppendChar(letter);
        key.MakeReadOnly();
        return new("SP000000_demo", key);
    }
}
