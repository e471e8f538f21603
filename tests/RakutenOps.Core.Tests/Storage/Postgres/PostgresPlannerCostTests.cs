using System.Text.Json;
using Npgsql;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>
/// A cycle costs what waits on a server too (design.md §10): in a store with a few waiting slips among many that no question is about, every question of the planner looks its slips up. Asked of
/// PostgreSQL's own plans, after ANALYZE.
/// </summary>
public sealed class PostgresPlannerCostTests(PostgresPlannerCostTests.Filled filled) : IClassFixture<PostgresPlannerCostTests.Filled>
{
    static readonly PlannerSql Planner = PostgresDialect.Instance.Planner;

    static readonly Dictionary<string, string> Asked =
        new object[] { PostgresDialect.Instance.Planner, PostgresDialect.Instance.Prompt }.SelectMany(of => of.GetType().GetProperties().Select(q => ($"{of.GetType().Name}.{q.Name}", (string)q.GetValue(of)!))).ToDictionary();

    public static TheoryData<string> Questions() => [.. Asked.Keys];

    // Of the index of merged slips it may walk all, while it holds them to be few; nothing else that was ever sold is read.
    [Theory, MemberData(nameof(Questions))]
    public void No_question_of_the_planner_reads_the_slips_from_end_to_end(string question) =>
        Nodes(Asked[question]).Where(static n => n.Relation == "order_slip" && (n.Type == "Seq Scan" || (!n.Looks && n.Index != "merged_slip"))).ShouldBeEmpty();

    [Fact]
    public void A_page_of_the_sweep_is_read_in_order_and_not_sorted() => Nodes(Planner.WaitingOrders).Select(static n => n.Type).ShouldNotContain("Sort");

    [Fact]
    public void History_of_slips_of_a_run_or_since_a_moment_is_looked_up()
    {
        foreach (var query in new HistoryQuery[] { new() { SlipNumbers = [1] }, new() { RunId = "R7" }, new() { Since = SlipsOfATest.Now.AddMinutes(-5) }, new() { ChangeId = 5 } })
        {
            Nodes(HistoryFilter.Of(query, PostgresDialect.Instance).NumbersSql, last: long.MinValue).ShouldContain(static n => n.Relation == "slip_change" && n.Type != "Seq Scan" && n.Looks, query.ToString());
        }
    }

    /// <summary>The steps of a plan: what each is, of which table, and whether it looks something up by a condition or an index made for the question.</summary>
    List<(string Type, string? Relation, string? Index, bool Looks)> Nodes(string sql, object? last = null)
    {
        using var command = filled.Store.Session.Connection.CreateCommand();
        command.CommandText = "EXPLAIN (FORMAT JSON) " + sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[a-z_]+").Select(m => m.Value).Distinct()) command.Parameters.Add(new NpgsqlParameter(name, name == "@last" && last is not null ? last : Value(name)));
        using var plan = JsonDocument.Parse((string)command.ExecuteScalar()!);
        return [.. Steps(plan.RootElement[0].GetProperty("Plan"))];
    }

    static IEnumerable<(string Type, string? Relation, string? Index, bool Looks)> Steps(JsonElement step)
    {
        yield return (step.GetProperty("Node Type").GetString()!, step.TryGetProperty("Relation Name", out var table) ? table.GetString() : null,
            step.TryGetProperty("Index Name", out var index) ? index.GetString() : null,
            step.TryGetProperty("Index Cond", out _) || step.TryGetProperty("Recheck Cond", out _));
        if (!step.TryGetProperty("Plans", out var inner)) yield break;
        foreach (var below in inner.EnumerateArray().SelectMany(Steps)) yield return below;
    }

    static object Value(string parameter) => parameter switch
    {
        "@shop" => SlipsOfATest.Shop,
        "@limit" => 100L,
        "@last" => new DateOnly(2026, 2, 20),
        "@after_slip" => -1L,
        "@first" => new DateOnly(2026, 1, 20),
        "@methods" => """["クレジットカード"]""",
        "@codes" => "[1]",
        "@numbers" => """["W1", "W2", "missing"]""",
        "@slips" => "[1, 2]",
        "@run" => "R7",
        "@before" => StoredValues.Of(SlipsOfATest.Now),
        "@from" or "@after_at" => StoredValues.Of(SlipsOfATest.Now.AddDays(-400)),
        "@since" => StoredValues.Of(SlipsOfATest.Now.AddMinutes(-5)),
        "@change" => 5L,
        "@digits" => "1%",
        "@lowest" => 1L,
        "@highest" => 9L,
        "@beginning" => "W1",
        "@beyond" => "W1\U0010FFFF",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "A question names a parameter that the test has no value for."),
    };

    /// <summary>A store of 50 waiting slips among 50,000 that were shipped or cancelled.</summary>
    public sealed class Filled(SharedPostgres shared) : IDisposable
    {
        readonly PostgresDatabase database = new(shared);
        PostgresStore? store;

        internal PostgresStore Store => store ??= Fill();

        PostgresStore Fill()
        {
            var made = PostgresStore.Open(database.Address);
            SlipsOfATest.Fill(made, waiting: 50, others: 50_000);
            database.Server.Execute(database.Name, """
                SET search_path = rakutenops;
                INSERT INTO slip_change (change_id, slip_number, at, run_id, changed_by) SELECT slip_number * 64, slip_number, ordered_at, 'R' || slip_number, 'Test' FROM order_slip;
                ANALYZE
                """);
            return made;
        }

        public void Dispose()
        {
            store?.Dispose();
            database.Dispose();
        }
    }
}
