using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using RakutenOps.Binding;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>
/// Drives an emulator: its clock, its orders and what happens to them, faults, and the switches for what is not known of RMS. What is given is done in that order.
/// </summary>
[Cmdlet(VerbsCommon.Set, "RmsEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(RmsEmulatorOrder), typeof(RmsEmulator))]
public sealed class SetRmsEmulatorCommand : EmulatorCmdlet
{
    /// <summary>What the clock shall show (Japan time unless it has an offset). What falls due on the way happens: deadlines, second authorisations.</summary>
    [Parameter, JapanMoment]
    public DateTimeOffset? Clock { get; set; }

    /// <summary>How far the clock moves on.</summary>
    [Parameter]
    public TimeSpan? Advance { get; set; }

    /// <summary>Whether the clock stands still.</summary>
    [Parameter]
    public OnOff? Freeze { get; set; }

    /// <summary>Changes to the switches for what is not known of RMS, such as <c>@{ RestampOnReauthorisation = $false }</c>.</summary>
    [Parameter]
    public IDictionary? Switch { get; set; }

    /// <summary>Changes to the demo shop's licence, such as <c>@{ LicenceExpiresAt = '2026-01-31T23:59:59+09:00' }</c>.</summary>
    [Parameter]
    public IDictionary? Licence { get; set; }

    /// <summary>Faults in place of those there are, such as <c>@{ Kind = 'Unavailable'; Function = 'getOrder'; Count = 2 }</c>; an empty list takes them away.</summary>
    [Parameter, AllowEmptyCollection]
    public IDictionary[]? Fault { get; set; }

    /// <summary>Orders to make, such as <c>@{ OrderedAt = '2026-01-05 10:00'; RequestPrice = 5000; Events = @{ Event = 'Confirm' } }</c>; one that is there by its OrderNumber is changed. Each is emitted.</summary>
    [Parameter]
    public IDictionary[]? Order { get; set; }

    /// <summary>The orders to which -Event happens.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("Id")]
    public string[]? OrderNumber { get; set; }

    /// <summary>What happens to the orders: names, such as Confirm, AuthoriseOk, AuthoriseNg, Ship, Cancel; or tables, such as <c>@{ Event = 'ChangeAmount'; Amount = 4000; At = '2026-01-19 09:00' }</c>.</summary>
    [Parameter]
    public object[]? Event { get; set; }

    /// <summary>Emit the emulator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var endpoint = Meant();
        using var control = new EmulatorControl(endpoint);
        if (Clock is not null || Advance is not null || Freeze is not null) Tell(control, HttpMethod.Put, "clock", ClockChange());
        if (Switch is not null) Tell(control, HttpMethod.Put, "switches", ControlDocument.Of(Switch));
        if (Licence is not null) Tell(control, HttpMethod.Put, "shops/999999", ControlDocument.Of(Licence));
        if (Fault is not null) Tell(control, HttpMethod.Put, "faults", new JsonArray([.. Fault.Select(ControlDocument.Of)]));
        foreach (var order in Order ?? []) Put(control, ControlDocument.Of(order));
        foreach (var number in Event is null ? [] : OrderNumber ?? [])
        {
            if (Tell(control, HttpMethod.Post, $"orders/{Uri.EscapeDataString(number)}/events", new JsonArray([.. Event!.Select(ControlDocument.OfEvent)])) is { } order) Show(order);
        }
        if (PassThru) WriteObject(Describe(control, endpoint, OpsSession.Current.Emulators.Find(e => e.Endpoint == endpoint)?.Id ?? 0));
    }

    JsonObject ClockChange()
    {
        var change = new JsonObject();
        if (Freeze is { } freeze) change["frozen"] = freeze == OnOff.On;
        if (Clock is { } clock) change["now"] = ControlDocument.Stamp(clock);
        if (Advance is { } by) change["advance"] = by.ToString("c", CultureInfo.InvariantCulture);
        return change;
    }

    void Put(EmulatorControl control, JsonObject order)
    {
        if ((string?)order["orderNumber"] is { } number && IsThere(control, number))
        {
            if (Tell(control, HttpMethod.Patch, $"orders/{Uri.EscapeDataString(number)}", order) is { } changed) Show(changed);
            return;
        }
        if (order["events"] is JsonObject or JsonValue) order["events"] = new JsonArray(order["events"]!.DeepClone());
        if (order["events"] is JsonArray events) order["events"] = new JsonArray([.. events.Select(static e => e is JsonObject ? e.DeepClone() : new JsonObject { ["event"] = e?.DeepClone() })]);
        if (Tell(control, HttpMethod.Post, "orders", order) is not { } made) return;
        var drawn = (string)made["orderNumbers"]![0]!;
        Show(Pull(token => control.SendAsync(HttpMethod.Get, $"orders/{Uri.EscapeDataString(drawn)}", null, token))!);
    }

    bool IsThere(EmulatorControl control, string number)
    {
        try
        {
            Pull(token => control.SendAsync(HttpMethod.Get, $"orders/{Uri.EscapeDataString(number)}", null, token));
            return true;
        }
        catch (Errors.InputException e) when (e.Id == "EmulatorRefused")
        {
            return false;
        }
    }

    JsonNode? Tell(EmulatorControl control, HttpMethod method, string path, JsonNode body) =>
        ShouldProcess(path, Message.Of("Do_TellEmulator", body.ToJsonString())) ? Pull(token => control.SendAsync(method, path, body, token)) : null;

    void Show(JsonNode order) => WriteObject(new RmsEmulatorOrder
    {
        OrderNumber = (string)order["orderNumber"]!,
        Progress = (OrderProgress)(int)order["progress"]!,
        OrderedAt = Moment(order["orderedAt"])!.Value,
        ShippingInstructedAt = Moment(order["shippingInstructedAt"]),
        RequestedAmount = (decimal)order["requestPrice"]!,
    });

    static DateTimeOffset? Moment(JsonNode? stamp) => stamp is null ? null : DateTimeOffset.Parse((string)stamp!, CultureInfo.InvariantCulture);
}
