using System.Management.Automation;
using RakutenOps.Commands.Settings;
using RakutenOps.Completion;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Shops;

/// <summary>Looks whether shops are fit to run: credential, licence days and the machine's clock (RMS is asked), payment methods, settings. Keeps the day on which the licence ends.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RakutenShop")]
[OutputType(typeof(ShopCheck), typeof(bool))]
public sealed class TestRakutenShopCommand : OpsCmdlet
{
    const int WarnDays = 14;

    // 00:00 in Japan decides about days: a clock that is a minute off decides some of them wrong.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <summary>Give only true or false for each shop.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var shops = ShopsLike(Shop);
        foreach (var (done, shop) in shops.Index())
        {
            Progress.Report("", Message.Of("Progress_AskShop", shop.Name, done, shops.Count), done, shops.Count);
            ShopCheck[] checks = [.. Licence(shop), Methods(shop), Settings(shop)];
            if (Quiet) WriteObject(Array.TrueForAll(checks, static c => c.Passed));
            else WriteObject(checks, enumerateCollection: true);
        }
    }

    IEnumerable<ShopCheck> Licence(RakutenShop shop)
    {
        IRmsClient? rms = null;
        try
        {
            rms = Reach.OpenClient(shop, new AtOnce());
            var ends = Pull(token => rms.LicenceExpiryAsync(token));
            if (ends is not null && ends != shop.LicenseExpiresAt) Store.Save(shop with { LicenseExpiresAt = ends });
            return [new() { Shop = shop.Name, Check = "Credential", Passed = true, Message = Message.Of("Check_CredentialOk") }, Days(shop, ends), .. Clock(shop, rms.ClockDifference)];
        }
        catch (Exception e) when (e is RmsException or ShopException)
        {
            return [new() { Shop = shop.Name, Check = "Credential", Passed = false, Message = e.Message, Advice = OpsError.From(e, shop.Name).ErrorDetails.RecommendedAction }, .. Clock(shop, rms?.ClockDifference)];
        }
        finally
        {
            rms?.Dispose();
        }
    }

    ShopCheck Days(RakutenShop shop, DateTimeOffset? ends)
    {
        var days = ends is { } end ? JapanTime.Days(Today, JapanTime.Day(end)) : (int?)null;
        return new()
        {
            Shop = shop.Name,
            Check = "Licence",
            Passed = days is > WarnDays,
            Message = days is null ? Message.Of("Check_LicenceUnknown") : Message.Of("Check_LicenceOk", JapanTime.Day(ends!.Value), days),
            Advice = days is > WarnDays ? null : Message.Of("Check_LicenceSoon", shop.Name),
        };
    }

    // None where RMS did not answer, for nothing is known then.
    static IEnumerable<ShopCheck> Clock(RakutenShop shop, TimeSpan? difference)
    {
        if (difference is not { } ahead) yield break;
        var right = ahead.Duration() <= ClockTolerance;
        yield return new()
        {
            Shop = shop.Name,
            Check = "Clock",
            Passed = right,
            Message = right ? Message.Of("Check_ClockOk") : Message.Of(ahead > TimeSpan.Zero ? "Check_ClockSlow" : "Check_ClockFast", Display.Span(ahead.Duration())),
            Advice = right ? null : Message.Of("Check_ClockAdvice"),
        };
    }

    ShopCheck Methods(RakutenShop shop)
    {
        var missing = UnmappedMethods.Of(Store, PolicyOf(shop.Name), Now).Select(static m => $"{m.SettlementCode} {m.SettlementName}").ToList();
        return new()
        {
            Shop = shop.Name,
            Check = "PaymentMethods",
            Passed = missing.Count == 0,
            Message = missing.Count == 0 ? Message.Of("Check_MethodsOk") : Message.Of("Check_MethodsMissing", string.Join(", ", missing)),
            Advice = missing.Count == 0 ? null : Message.Of("Check_MethodsAdvice"),
        };
    }

    ShopCheck Settings(RakutenShop shop)
    {
        var policy = PolicyOf(shop.Name);
        var unsafeMethods = policy.CardMethods.Where(m => policy.ShippableFor(m).RequiredDepositStatus == DepositStatus.Unpaid).ToList();
        var (message, advice) = (shop.OrderImport, unsafeMethods.Count) switch
        {
            (false, _) => (Message.Of("Check_SettingsOff"), Message.Of("Check_SettingsOffAdvice", shop.Name)),
            (_, > 0) => (Message.Of("Check_SettingsUnsafe", string.Join(", ", unsafeMethods)), Message.Of("Check_SettingsUnsafeAdvice")),
            _ => (Message.Of("Check_SettingsOk"), null),
        };
        return new() { Shop = shop.Name, Check = "Settings", Passed = advice is null, Message = message, Advice = advice };
    }

    sealed class AtOnce : IRequestGate
    {
        public ValueTask WaitAsync(CancellationToken cancel) => ValueTask.CompletedTask;
    }
}
