namespace RakutenOps.Core.Storage;

/// <summary>How far a backup is.</summary>
/// <param name="Pages">How many of the file's pages are copied; when all are, the copy is checked.</param>
/// <param name="Of">How many there are.</param>
public readonly record struct BackupStep(long Pages, long Of);

/// <summary>How far a copy of a store is.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsCompared">Whether its rows are compared now; before that they are copied.</param>
/// <param name="Rows">How many rows are done.</param>
/// <param name="Of">How many there are.</param>
public readonly record struct CopyStep(string Table, bool IsCompared, long Rows, long Of);

/// <summary>What a store can be checked for.</summary>
public enum StoreCheck
{
    /// <summary>The file itself, or the server's indexes.</summary>
    Integrity,
    /// <summary>Rows that name others that are not there.</summary>
    References,
    /// <summary>History and slips agree: each slip was made once, its changes follow one another, and the last of them is what stands.</summary>
    History,
}

/// <summary>Where a store is and what it holds.</summary>
/// <param name="Kind">sqlite or postgresql.</param>
/// <param name="Location">The file or server, without any secret.</param>
/// <param name="SchemaVersion">The schema's version.</param>
/// <param name="Shops">Shops.</param>
/// <param name="Slips">Slips.</param>
/// <param name="SizeBytes">Size in bytes; null when not known.</param>
public sealed record StoreInfo(string Kind, string Location, int SchemaVersion, int Shops, long Slips, long? SizeBytes);
