using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Figures;
using RakutenOps.Benchmarks.Stores;
using static RakutenOps.Benchmarks.Figures.Units;

namespace RakutenOps.Benchmarks;

/// <summary>What can be held on any machine, however busy: requests, allocations, memory. Counts, no times; well under a minute.</summary>
internal static class QuickRun
{
    const int Waiting = 5_000;
    const int Paid = 500;

    /// <summary>Runs it; 0 when every count holds.</summary>
    public static async Task<int> RunAsync()
    {
        var table = new Table();
        Table.Title($"{Waiting:#,0} waiting slips, {Paid} of them paid");
        await using (var scene = await Scene.MakeAsync(Waiting))
        {
            await scene.PayAsync(Paid);
            var duel = await Child.RunAsync<DuelResult>("duel", new Duel(scene.File, scene.Rms.Recorder, scene.Shops[0], Paid, Rounds: 1, Script: false), compiled: true);
            table.AtMost("requests: searches and orders", duel.Search + duel.Orders, 3 + (Paid / 100));
            table.AtMost("requests: further pages of hits", duel.Further, 1);
            table.AtMost("requests: slice of the sweep", duel.Sweep, 3);
            table.AtMost("allocated per order read", Kilobytes((double)duel.Cycle.Allocated / duel.OrdersRead), AllocatedPerOrder, "kB");
            var alone = await Child.RunAsync<AloneResult>("alone", new Alone("Payment", scene.File, scene.Shops));
            table.AtMost("memory of the process", Megabytes(alone.PeakMemory), 200, "MB");
        }
        Table.Title("1,000 waiting slips, 1,000 in the long-lead window");
        await using (var scene = await Scene.MakeAsync(1_000, longLead: 1_000))
        {
            var alone = await Child.RunAsync<AloneResult>("alone", new Alone("Payment", scene.File, scene.Shops));
            table.AtMost("requests: searches and orders", alone.Requests.Search + alone.Requests.Orders, 3 + 10);
            table.AtMost("requests: getPayment", alone.Requests.Payments, 60);
        }
        Console.WriteLine($"\n{table.Passed} passed, {table.Failed} failed");
        return table.Failed == 0 ? 0 : 1;
    }

    /// <summary>A hundred orders of one getOrder are some 400 kB of JSON; what a cycle makes of one of them, its decision, its row and its history together.</summary>
    const double AllocatedPerOrder = 30;
}
