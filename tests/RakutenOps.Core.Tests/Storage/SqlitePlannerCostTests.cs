using Microsoft.Data.Sqlite;
using RakutenOps.Core.Storage;
using static SQLitePCL.raw;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>A cycle costs what waits, not what the shop ever sold (design.md §10): asked of SQLite itself, not of a clock.</summary>
public sealed class SqlitePlannerCostTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static readonly PlannerSql Planner = SqliteDialect.Instance.Planner;

    public static TheoryData<string> Questions() => [.. Asked.Keys];

    static readonly Dictionary<string, string> Asked =
        new object[] { SqliteDialect.Instance.Planner, SqliteDialect.Instance.Prompt }.SelectMany(of => of.GetType().GetProperties().Select(q => ($"{of.GetType().Name}.{q.Name}", (string)q.GetValue(of)!))).ToDictionary();

    static string Sql(string question) => Asked[question];

    [Theory, MemberData(nameof(Questions))]
    public void No_question_of_the_planner_scans_the_slips(string question)
    {
        using var store = SqliteStore.Open(folder.File("slips.db"));

        var plan = Plan(store, Sql(question));

        plan.ShouldNotBeEmpty();
        // What may be walked from end to end: the numbers that were given, and rows that the question itself has gathered.
        plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal))
            .ShouldAllBe(step => step.Contains("json_each", StringComparison.Ordinal) || step == "SCAN a" || step == "SCAN c" || step == "SCAN absorbed" || step == "SCAN waiting" || step.StartsWith("SCAN (subquery", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_the_sweep_is_read_in_order_and_not_sorted()
    {
        using var store = SqliteStore.Open(folder.File("slips.db"));

        Plan(store, Planner.WaitingOrders).ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_late_in_the_sweep_costs_what_an_early_one_costs()
    {
        using var store = SqliteStore.Open(folder.File("slips.db"));
        SlipsOfATest.Fill(store, waiting: 5_000, others: 0);

        var early = Steps(store, Planner.WaitingOrders);
        var late = Steps(store, Planner.WaitingOrders, ("@after_at", StoredValues.Of(SlipsOfATest.Now.AddMinutes(-200))));

        late.ShouldBeLessThanOrEqualTo(early + 10);
    }

    [Theory, MemberData(nameof(Questions))]
    public void Slips_that_do_not_fit_cost_a_question_nothing(string question)
    {
        using var few = StoreWith(others: 500);
        using var many = StoreWith(others: 30_000);

        var (stepsOfFew, stepsOfMany) = (Steps(few, Sql(question)), Steps(many, Sql(question)));

        stepsOfFew.ShouldBeGreaterThan(0);
        stepsOfMany.ShouldBeLessThanOrEqualTo(stepsOfFew);
    }

    [Fact]
    public void Live_slips_are_found_without_looking_at_those_shipped()
    {
        using var few = StoreWith(others: 500);
        using var many = StoreWith(others: 30_000);
        var filter = SlipFilter.Of(new() { Live = true, Statuses = [SlipStatus.Entered] }, SqliteDialect.Instance);
        var inTime = SlipFilter.Of(new() { OrderedFrom = SlipsOfATest.Now.AddDays(-2), OrderedBefore = SlipsOfATest.Now }, SqliteDialect.Instance);

        Steps(many, filter.NumbersSql).ShouldBeLessThanOrEqualTo(Steps(few, filter.NumbersSql));
        Plan(few, inTime.NumbersSql).ShouldContain(step => step.StartsWith("SEARCH s USING COVERING INDEX slip_by_time", StringComparison.Ordinal));
    }

    [Fact]
    public void History_of_slips_of_a_run_or_since_a_moment_is_looked_up()
    {
        using var store = SqliteStore.Open(folder.File("slips.db"));

        foreach (var query in new HistoryQuery[] { new() { SlipNumbers = [1] }, new() { RunId = "R" }, new() { Since = DateTimeOffset.UnixEpoch }, new() { ChangeId = 5 } })
        {
            Plan(store, HistoryFilter.Of(query, SqliteDialect.Instance).NumbersSql).ShouldContain(step => step.StartsWith("SEARCH c", StringComparison.Ordinal), query.ToString());
        }
    }

    SqliteStore StoreWith(int others)
    {
        var store = SqliteStore.Open(folder.File($"{others}.db"));
        SlipsOfATest.Fill(store, waiting: 50, others);
        return store;
    }

    static List<string> Plan(SqliteStore store, string sql)
    {
        using var command = Command(store, "EXPLAIN QUERY PLAN " + sql);
        using var reader = command.ExecuteReader();
        List<string> steps = [];
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }

    /// <summary>How many instructions SQLite's machine runs for a question.</summary>
    static int Steps(SqliteStore store, string sql, params (string Name, object Value)[] other)
    {
        var connection = store.Session.Connection.Handle;
        sqlite3_prepare_v2(connection, sql, out var statement).ShouldBe(SQLITE_OK);
        using (statement)
        {
            for (var i = 1; i <= sqlite3_bind_parameter_count(statement); i++)
            {
                var name = sqlite3_bind_parameter_name(statement, i).utf8_to_string();
                switch (other.FirstOrDefault(o => o.Name == name).Value ?? Value(name))
                {
                    case long number: sqlite3_bind_int64(statement, i, number); break;
                    case string text: sqlite3_bind_text(statement, i, text); break;
                }
            }
            while (sqlite3_step(statement) == SQLITE_ROW)
            {
            }
            return sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
        }
    }

    static SqliteCommand Command(SqliteStore store, string sql)
    {
        var command = store.Session.Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[a-z_]+").Select(m => m.Value).Distinct()) command.Parameters.AddWithValue(name, Value(name));
        return command;
    }

    static object Value(string parameter) => parameter switch
    {
        "@shop" => SlipsOfATest.Shop,
        "@limit" => 100L,
        "@last" => long.MinValue,
        "@after_slip" => -1L,
        "@first" => "2026-01-20",
        "@methods" => """["クレジットカード"]""",
        "@codes" => "[1]",
        "@numbers" or "@slips" => """["W1", "W2", "missing"]""",
        "@run" => "R",
        "@before" => StoredValues.Of(SlipsOfATest.Now),
        "@from" or "@after_at" or "@since" => StoredValues.Of(SlipsOfATest.Now.AddDays(-400)),
        "@change" => 5L,
        "@digits" => "1%",
        "@lowest" => 1L,
        "@highest" => 9L,
        "@beginning" => "W1",
        "@beyond" => "W1\U0010FFFF",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "A question names a parameter that the test has no value for."),
    };
}
