using System.Data.Common;

namespace RakutenOps.Core.Storage;

/// <summary>
/// How values stand in a store: moments as UTC ticks of 100 ns since 1970-01-01 (they sort, and nothing of an edit's time is lost), days as days, yen exact.
/// Moments come back at +09:00, as the shop's people read them.
/// </summary>
internal static class StoredValues
{
    static readonly long Epoch = DateTimeOffset.UnixEpoch.UtcTicks;

    public static object Of(DateTimeOffset moment) => moment.UtcTicks - Epoch;
    public static object? Of(DateTimeOffset? moment) => moment is { } some ? Of(some) : null;
    public static object? Of(DateOnly? day) => day;
    public static object Of(decimal yen) => yen;
    public static object Of(bool flag) => flag ? 1L : 0L;

    public static DateTimeOffset Moment(this DbDataReader row, int column) => JapanTime.At(new(row.GetInt64(column) + Epoch, TimeSpan.Zero));

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);
    public static DateOnly? DayOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
    public static decimal Yen(this DbDataReader row, int column) => row.GetDecimal(column);
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    public static int? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
    public static bool Flag(this DbDataReader row, int column) => row.GetInt64(column) != 0;
}
