using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Runs;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Running;

/// <summary>How everything stands, in one object that a monitor can read: last success per shop, orders that wait by age, windows about to close, licence days, the store's size. RMS is not asked.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenHealth")]
[OutputType(typeof(RakutenHealth))]
public sealed class GetRakutenHealthCommand : OpsCmdlet
{
    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter(Position = 0), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <summary>A shop without a whole payment run for so many minutes is told; for six times as many, it is critical.</summary>
    [Parameter, ValidateRange(1, 100_000)]
    [PSDefaultValue(Value = 60)]
    public int StaleMinutes { get; set; } = 60;

    /// <summary>A window that closes in so many days, or fewer, is told.</summary>
    [Parameter, ValidateRange(0, 15)]
    [PSDefaultValue(Value = 1)]
    public int WindowDays { get; set; } = 1;

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var check = new HealthCheck(Workspace, TimeSpan.FromMinutes(StaleMinutes), WindowDays);
        var shops = ShopsLike(Shop);
        WriteObject(Pull(token => check.LookAsync(shops, token)));
    }
}
