using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Sync;

/// <summary>The stable id of whatever Core reports, as runs, logs and error records carry it.</summary>
public static class ErrorIds
{
    /// <summary>The id of an error.</summary>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            ShopException e => e.Id,
            StoreException e => e.Id,
            SecretException e => e.Id,
            RmsException e => "Rms" + e.Trouble,
            _ => failure.GetType().Name,
        };
    }
}
