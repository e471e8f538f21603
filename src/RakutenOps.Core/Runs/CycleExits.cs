namespace RakutenOps.Core.Runs;

/// <summary>What an error means for the job's exit code.</summary>
public static class CycleExits
{
    // When several apply, the first is told: what nobody else will put right comes before what the next cycle does by itself.
    static readonly CycleExit[] Weight = [CycleExit.Unexpected, CycleExit.Configuration, CycleExit.NeedsPerson, CycleExit.SomeOrders, CycleExit.TryAgain, CycleExit.Busy];

    /// <summary>What one error id stands for; an id that is not known is unexpected.</summary>
    /// <param name="errorId">Error id.</param>
    public static CycleExit Of(string errorId) => errorId switch
    {
        "RmsUnreachable" or "RmsRateLimited" or "RmsUnreadable" or "CredentialNotYetActive" => CycleExit.TryAgain,
        "OrderUnreadable" or "OrderNotFound" or "RmsRejected" => CycleExit.SomeOrders,
        "LicenseExpired" => CycleExit.NeedsPerson,
        "ShopBusy" or "CycleBusy" => CycleExit.Busy,
        "RmsUnauthorised" or "CredentialMissing" or "CredentialUnreadable" or "CredentialInvalid" or "EndpointNotSecure" => CycleExit.Configuration,
        "ShopImportOff" or "ShopNotFound" or "CancelKindMissing" or "NoticeInvalid" => CycleExit.Configuration,
        _ when errorId.StartsWith("Store", StringComparison.Ordinal) => CycleExit.Configuration,
        _ => CycleExit.Unexpected,
    };

    /// <summary>What several come to.</summary>
    public static CycleExit Of(IEnumerable<CycleExit> found)
    {
        var all = found.ToHashSet();
        return Array.Find(Weight, all.Contains);
    }
}
