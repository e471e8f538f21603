using System.Reflection;
using System.Text.RegularExpressions;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The commands of docs/operations.md for a database run as they stand there, on a server of the tests' own.</summary>
public sealed partial class OperationsPageTests(SharedPostgres shared)
{
    const string OnThePage = "postgresql://shop@db.example.jp/";

    static readonly string Page = Path.Combine(typeof(OperationsPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!, "docs", "operations.md");

    [Fact]
    public void A_store_on_a_server_is_made_dumped_and_restored()
    {
        var lines = Line().Matches(File.ReadAllText(Page)).Select(static m => m.Groups["line"].Value).ToList();
        lines.Select(static l => l.Split(' ')[0]).ShouldBe(["pg_dump", "createdb", "pg_restore", "createdb"]);
        using var folder = new TemporaryFolder();
        try
        {
            Run(lines[3], folder);
            using (var store = PostgresStore.Open(shared.Server.Address("rakutenops"))) SlipsOfATest.Fill(store, waiting: 20, others: 30);
            foreach (var line in lines[..3]) Run(line, folder);

            using var made = PostgresStore.Open(shared.Server.Address("rakutenops"));
            using var restored = PostgresStore.Open(shared.Server.Address("restored"), create: false);
            restored.Shops().ShouldBe(made.Shops());
            restored.Find(new()).Select(static s => s.ToString()).ShouldBe(made.Find(new()).Select(static s => s.ToString()));
            foreach (var check in Enum.GetValues<StoreCheck>()) restored.Faults(check, TestContext.Current.CancellationToken).ShouldBe(made.Faults(check, TestContext.Current.CancellationToken), check.ToString());
        }
        finally
        {
            shared.Server.Execute("postgres", "DROP DATABASE IF EXISTS rakutenops WITH (FORCE)");
            shared.Server.Execute("postgres", "DROP DATABASE IF EXISTS restored WITH (FORCE)");
        }
    }

    void Run(string line, TemporaryFolder folder) => shared.Server.RunTool(folder.Path, line.Replace(OnThePage, shared.Server.Address(""), StringComparison.Ordinal).Split(' '));

    [GeneratedRegex("`(?<line>(?:createdb|pg_dump|pg_restore) [^`]+)`")]
    private static partial Regex Line();
}
