using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Stores;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>The cycle, its floor and the obvious script, turn by turn in one process on copies of one store: whatever else the machine does meets all of them alike.</summary>
/// <param name="Store">The store as it is before the cycle.</param>
/// <param name="Rms">The recorder.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Paid">How many orders of the shop Rakuten has authorised since the last cycle.</param>
/// <param name="Rounds">How often each is run.</param>
/// <param name="Script">Whether the script runs too.</param>
internal sealed record Duel(string Store, Uri Rms, string Shop, int Paid, int Rounds, bool Script)
{
    /// <summary>Rounds that are not counted: what is compiled and opened once was by then.</summary>
    const int Warming = 1;

    readonly BenchClock clock = new(SlipFile.Now);

    /// <summary>Runs it; a round that does not do what it should is an error, not a figure.</summary>
    public async Task<DuelResult> RunAsync()
    {
        using var rms = new HttpClient { BaseAddress = Rms };
        // The first run lets the recorder see every answer once, and says what the cycle writes.
        var after = Copy("after");
        var first = await CycleRun.PaymentsAsync(after, clock, [Shop]);
        Must(first.Changed == Paid, $"{first.Changed} slips were changed, not {Paid}");
        var requests = await rms.GetRecordedAsync();
        var rows = RowChanges.Between(Store, after);
        var floor = new Floor(requests, rows);
        await FloorAsync(floor, first, after);
        if (Script) await ScriptAsync(oneTransaction: true);

        List<Sample> cycles = [], floors = [], scripts = [], careful = [];
        for (var round = -Warming; round < Rounds; round++)
        {
            var (cycle, bare) = (await CycleAsync(), await FloorAsync(floor, first, after: null));
            if (round < 0) continue;
            cycles.Add(cycle);
            floors.Add(bare);
            if (!Script) continue;
            scripts.Add(await ScriptAsync(oneTransaction: false));
            careful.Add(await ScriptAsync(oneTransaction: true));
        }
        return new(Sample.Median(cycles), Sample.Median(floors), Script ? Sample.Median(scripts) : null, Script ? Sample.Median(careful) : null,
            first.Requests.Search, first.Requests.Orders, first.Requests.Sweep, first.Requests.Further, first.Orders, rows.Rows);
    }

    async Task<Sample> CycleAsync()
    {
        var file = Copy("cycle");
        return await Sample.OfAsync(async () => Must((await CycleRun.PaymentsAsync(file, clock, [Shop])).Changed == Paid, "the cycle paid others than at first"));
    }

    async Task<Sample> FloorAsync(Floor floor, CycleRun cycle, string? after)
    {
        var file = Copy("floor");
        var sample = await Sample.OfAsync(async () => Must(await floor.RunAsync(Rms, file) == cycle.Orders, "the floor read other orders than the cycle"));
        if (after is not null) Must(RowChanges.Between(file, after).Rows == 0, "the floor wrote other rows than the cycle");
        return sample;
    }

    async Task<Sample> ScriptAsync(bool oneTransaction)
    {
        var file = Copy("script");
        return await Sample.OfAsync(async () => Must((await ObviousScript.RunAsync(Rms, file, Shop, oneTransaction)).Paid == Paid, "the script paid others than the cycle"));
    }

    string Copy(string name)
    {
        var copy = $"{Store}.{name}";
        foreach (var tail in (string[])["-wal", "-shm"]) File.Delete(copy + tail);
        File.Copy(Store, copy, overwrite: true);
        return copy;
    }

    static void Must(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException(otherwise);
    }
}

/// <summary>Medians, and the counts of the first run.</summary>
internal sealed record DuelResult(Sample Cycle, Sample Floor, Sample? Script, Sample? CarefulScript, int Search, int Orders, int Sweep, int Further, int OrdersRead, int Rows);
