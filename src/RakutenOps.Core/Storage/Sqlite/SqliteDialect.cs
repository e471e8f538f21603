namespace RakutenOps.Core.Storage;

/// <summary>SQLite's words. Its planner keeps no counts of a file that changes, so it is told the order of joins and, where it errs, the index.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Texts(string parameter) => $"(SELECT value FROM json_each({parameter}))";
    public override string Numbers(string parameter) => Texts(parameter);
    public override string Rows(string parameter) => $"json_each({parameter})";
    public override string Join => "CROSS JOIN";
    public override string Columns => "SELECT name, type FROM pragma_table_info(@table) ORDER BY cid";
    public override string DeferReferences => "PRAGMA defer_foreign_keys = ON";
    public override string By(string index) => "INDEXED BY " + index;
}
