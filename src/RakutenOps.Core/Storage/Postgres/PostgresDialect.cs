namespace RakutenOps.Core.Storage;

/// <summary>PostgreSQL's words. Its planner orders joins and chooses indexes by its own counts.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    public override string Texts(string parameter) => $"(SELECT json_array_elements_text({parameter}::json) AS value)";
    public override string Numbers(string parameter) => $"(SELECT json_array_elements_text({parameter}::json)::bigint)";
    public override string Rows(string parameter) => $"json_array_elements({parameter}::json) AS given (value)";
    public override string Join => "JOIN";
    public override string By(string index) => "";
}
