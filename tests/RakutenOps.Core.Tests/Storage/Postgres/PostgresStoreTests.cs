using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The contract, kept by a PostgreSQL server.</summary>
public sealed class PostgresStoreTests : OrderSlipStoreContract, IClassFixture<PostgresDatabase>
{
    readonly PostgresDatabase database;

    public PostgresStoreTests(PostgresDatabase database)
    {
        this.database = database;
        database.Clear();
    }

    protected override IOrderSlipStore OpenStore() => PostgresStore.Open(database.Address);
}
