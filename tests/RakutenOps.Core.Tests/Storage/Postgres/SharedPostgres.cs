using RakutenOps.Core.Tests.Storage;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace RakutenOps.Core.Tests.Storage;

/// <summary>One server for the whole run of the tests, started when a test first asks for it.</summary>
public sealed class SharedPostgres : IDisposable
{
    readonly Lazy<PostgresServer> server = new(PostgresServer.StartNew);

    public PostgresServer Server => server.Value;

    public void Dispose()
    {
        if (server.IsValueCreated) server.Value.Dispose();
    }
}

/// <summary>A database of one test class's own, made when a test first asks for it and gone with the class.</summary>
public sealed class PostgresDatabase(SharedPostgres shared) : IDisposable
{
    readonly string name = $"t{Guid.NewGuid():N}";
    string? address;

    public PostgresServer Server => shared.Server;

    public string Name => name;

    /// <summary>The database's address, password and all.</summary>
    public string Address => address ??= Server.CreateDatabase(name);

    /// <summary>Takes the store away: the next to open the database makes a new one.</summary>
    public void Clear()
    {
        _ = Address;
        Server.Execute(name, "DROP SCHEMA IF EXISTS rakutenops CASCADE");
    }

    public void Dispose()
    {
        if (address is not null) Server.DropDatabase(name);
    }
}
