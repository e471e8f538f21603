using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>
/// A PostgreSQL server of the tests' own, from the binaries of this machine: a new cluster in a temporary folder, on a loopback port, gone with the tests. Tests are skipped
/// where there are no binaries; where <see cref="Required"/> is set they fail instead.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Set to 1, it makes the tests fail rather than skip where the server cannot be started.</summary>
    public const string Required = "RAKUTENOPS_REQUIRE_POSTGRES";

    /// <summary>The server's only password; tests look for it where no password may stand.</summary>
    public const string Password = "canary-9f3b-password";

    const string User = "rakutenops";

    static readonly string? Binaries = Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")));

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-pg-").FullName;
    readonly int port = FreePort();
    Process? server;

    PostgresServer()
    {
        var password = Path.Combine(folder, "password");
        File.WriteAllText(password, Password);
        // initdb and postgres refuse root; the folder then belongs to the user that the package made.
        if (IsRoot) Run(["chown", "-R", "postgres:postgres", folder]);
        Run([.. AsPostgres, Path.Combine(Binaries!, "initdb"), "-D", Data, "-U", User, "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        Start();
    }

    string Data => Path.Combine(folder, "data");

    static bool IsRoot => Environment.UserName == "root";

    static string[] AsPostgres => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    /// <summary>Starts a server; skips the test where there is none to start.</summary>
    public static PostgresServer StartNew()
    {
        if (Binaries is null)
        {
            const string why = "No PostgreSQL server binaries on this machine (apt install postgresql).";
            if (Environment.GetEnvironmentVariable(Required) == "1") throw new InvalidOperationException(why);
            Assert.Skip(why);
        }
        return new();
    }

    /// <summary>Makes a database and gives its address, password and all.</summary>
    public string CreateDatabase(string name, string? template = null)
    {
        Execute("postgres", $"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return Address(name);
    }

    public void DropDatabase(string name)
    {
        NpgsqlConnection.ClearAllPools();
        Execute("postgres", $"DROP DATABASE {name} WITH (FORCE)");
    }

    public string Address(string database, string user = User, string password = Password) => $"postgresql://{user}:{password}@127.0.0.1:{port}/{database}";

    /// <summary>Runs statements past the program.</summary>
    public void Execute(string database, string sql)
    {
        using var connection = Connect(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A connection past the program.</summary>
    public NpgsqlConnection Connect(string database)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Database={database};Username={User};Password={Password};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Runs one of PostgreSQL's own programs in a folder, against this server.</summary>
    public void RunTool(string folder, string[] command)
    {
        var start = new ProcessStartInfo(Path.Combine(Binaries!, command[0]), command[1..]) { WorkingDirectory = folder };
        foreach (var (name, value) in new[] { ("PGHOST", "127.0.0.1"), ("PGPORT", $"{port}"), ("PGUSER", User), ("PGPASSWORD", Password) }) start.Environment[name] = value;
        Patience.Run(start).ShouldSatisfyAllConditions(r => r.Error.ShouldBeEmpty(), r => r.ExitCode.ShouldBe(0));
    }

    /// <summary>Stops the server as a power cut would, without a farewell to anybody, and leaves its files.</summary>
    public void Crash() => Stop("immediate");

    /// <summary>Stops the server as an admin would who upgrades it, and starts it.</summary>
    public void Restart()
    {
        Stop("fast");
        Start();
    }

    /// <summary>Starts the server on its files; it answers when this returns.</summary>
    public void Start()
    {
        // fsync off: what is tested is that this program or the server dies, not that the machine loses power.
        string[] command = [.. AsPostgres, Path.Combine(Binaries!, "postgres"), "-D", Data, "-k", "", "-h", "127.0.0.1", "-p", $"{port}", "-c", "fsync=off", "-c", "log_min_messages=fatal"];
        // The shell ends the server when this process is gone and its end of the pipe closes, whatever ended it.
        server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "\"$@\" 2>\"$0\" & s=$!; read -r _; kill -QUIT $s 2>/dev/null; wait $s", Path.Combine(folder, "log"), .. command]) { RedirectStandardInput = true })!;
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                Execute("postgres", "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60) && !server.WaitForExit(TimeSpan.FromMilliseconds(20)))
            {
            }
        }
    }

    public void Dispose()
    {
        Stop("immediate");
        if (IsRoot) Run(["rm", "-rf", folder]);
        else Directory.Delete(folder, recursive: true);
    }

    void Stop(string mode)
    {
        Run([.. AsPostgres, Path.Combine(Binaries!, "pg_ctl"), "stop", "-D", Data, "-m", mode]);
        server!.StandardInput.Dispose();
        Patience.ForEnd(server, "the PostgreSQL server");
        server.Dispose();
    }

    static void Run(string[] command)
    {
        var (exit, error) = Patience.Run(command[0], command[1..]);
        if (exit != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {exit}: {error}");
    }

    static IEnumerable<string> Folders()
    {
        foreach (var root in new[] { "/usr/lib/postgresql", "/usr/local/pgsql" }.Where(Directory.Exists))
        {
            foreach (var version in Directory.GetDirectories(root).OrderByDescending(d => double.TryParse(Path.GetFileName(d), out var v) ? v : 0)) yield return Path.Combine(version, "bin");
            yield return Path.Combine(root, "bin");
        }
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)) yield return folder;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
