using Microsoft.Data.Sqlite;
using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Stores;

/// <summary>Shops on RMS and their slips in a store, a quarter of an hour after the last cycle.</summary>
internal sealed class Scene : IAsyncDisposable
{
    /// <summary>Slips of each shop that are paid and not yet shipped.</summary>
    const int InHand = 500;

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-bench-").FullName;

    Scene(RmsProcess rms, IReadOnlyList<string> shops) => (Rms, Shops) = (rms, shops);

    public RmsProcess Rms { get; }
    public IReadOnlyList<string> Shops { get; }
    public string File => Path.Combine(folder, "slips.db");

    /// <summary>Makes a scene.</summary>
    /// <param name="waiting">Waiting slips of each shop.</param>
    /// <param name="shops">Shops.</param>
    /// <param name="longLead">Slips of each shop in R19's window.</param>
    /// <param name="inHand">Slips of each shop that are paid and not yet shipped.</param>
    /// <param name="settled">Whether one sweep over everything has been made, so that what was seen is what RMS says.</param>
    public static async Task<Scene> MakeAsync(int waiting, int shops = 1, int longLead = 0, int inHand = InHand, bool settled = true)
    {
        string[] names = [.. Enumerable.Range(0, shops).Select(static i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{900_000 + i}"))];
        var scene = new Scene(await RmsProcess.StartAsync(SlipFile.Now, names), names);
        var now = SlipFile.Now;
        var spans = (
            Waiting: new OrderSpan(0, waiting, now.AddDays(-13), now.AddHours(-1)),
            InHand: new OrderSpan(waiting, inHand, now.AddDays(-12), now.AddDays(-2)),
            LongLead: new OrderSpan(waiting + inHand, longLead, now.AddDays(-60), now.AddDays(-40)));
        foreach (var shop in names)
        {
            await scene.Rms.GenerateAsync(shop, spans.Waiting, 200);
            if (inHand > 0) await scene.Rms.GenerateAsync(shop, spans.InHand, 300);
            if (longLead > 0) await scene.Rms.GenerateAsync(shop, spans.LongLead, 300);
        }
        SlipFile.Make(scene.File, scene.Rms.Recorder, [.. names.Select(shop => new ShopSlips(shop, spans.Waiting, inHand > 0 ? spans.InHand : null, longLead > 0 ? spans.LongLead : null))]);
        if (settled) await scene.SettleAsync();
        return scene;
    }

    /// <summary>Rakuten authorises some of the orders that wait, five minutes ago.</summary>
    public async Task PayAsync(int count)
    {
        await Rms.PayAsync(Shops[0], count, SlipFile.Now.AddMinutes(-5));
        await Rms.ForgetAsync();
    }

    /// <summary>A file beside the scene's own.</summary>
    public string Beside(string name) => Path.Combine(folder, name);

    // The sweep's whole round in one cycle: afterwards every sighting is as a cycle writes it.
    async Task SettleAsync()
    {
        Cursor(static c => c with { SweptAt = SlipFile.Now.AddDays(-2), OldSweptAt = SlipFile.Now.AddDays(-2) });
        await CycleRun.PaymentsAsync(File, new BenchClock(SlipFile.LastCycle), Shops, throttle: 4);
        Cursor(static c => SlipFile.AfterLastCycle(c.Shop));
        await Rms.ForgetAsync();
        Checkpoint();
    }

    void Cursor(Func<SyncCursor, SyncCursor> move)
    {
        using var store = SqliteStore.Open(File);
        foreach (var shop in Shops) store.Save(move(store.Cursor(shop)));
    }

    void Checkpoint()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await Rms.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
