namespace RakutenOps.Core.Storage;

/// <summary>Where SQLite and PostgreSQL word one thing differently; all other SQL of the stores both understand. Sets and rows travel as one parameter, a JSON array.</summary>
internal abstract class SqlDialect
{
    protected SqlDialect() => (Planner, Prompt) = (new(this), new(this));

    /// <summary>The planner's questions in this dialect.</summary>
    public PlannerSql Planner { get; }

    /// <summary>The prompt's questions in this dialect.</summary>
    public PromptSql Prompt { get; }

    /// <summary>The set of texts that a parameter lists, as a subquery with the one column "value".</summary>
    public abstract string Texts(string parameter);

    /// <summary>The set of whole numbers that a parameter lists.</summary>
    public abstract string Numbers(string parameter);

    /// <summary>The table of the rows that a parameter lists; its column "value" is one row as a JSON array.</summary>
    public abstract string Rows(string parameter);

    /// <summary>Joins a table that is to be looked up for each row of what stands before it.</summary>
    public abstract string Join { get; }

    /// <summary>The columns of the table @table in their order: name and type.</summary>
    public abstract string Columns { get; }

    /// <summary>Lets rows name others that come later in the same transaction.</summary>
    public abstract string DeferReferences { get; }

    /// <summary>Names the index that holds what is asked for, where the database would choose another.</summary>
    public abstract string By(string index);
}
