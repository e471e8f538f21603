namespace RakutenOps.Core.Storage;

/// <summary>PostgreSQL's words. Its planner orders joins and chooses indexes by its own counts.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    public override string Texts(string parameter) => $"(SELECT json_array_elements_text({parameter}::json) AS value)";
    public override string Numbers(string parameter) => $"(SELECT json_array_elements_text({parameter}::json)::bigint)";
    public override string Rows(string parameter) => $"json_array_elements({parameter}::json) AS given (value)";
    public override string Join => "JOIN";
    public override string Columns => "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = to_regclass(@table) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";
    public override string DeferReferences => "SET CONSTRAINTS ALL DEFERRED";
    public override string By(string index) => "";
}
