using RakutenOps.Benchmarks.Rms;
using RakutenOps.Core.Rms;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>
/// What the machine can do at best with the same work: the requests that a cycle sent, by a bare HttpClient; their answers read into the same model by the same reader (the fastest known,
/// see the micro-benchmarks); the rows that the cycle wrote, in one transaction.
/// </summary>
internal sealed class Floor(IReadOnlyList<Recorded> requests, RowChanges rows)
{
    /// <summary>Fetches, reads, writes.</summary>
    /// <returns>Orders read.</returns>
    public async Task<int> RunAsync(Uri rms, string file)
    {
        using var http = new HttpClient { BaseAddress = rms };
        var orders = 0;
        foreach (var request in requests)
        {
            using var message = request.ToMessage();
            using var response = await http.SendAsync(message);
            var body = await response.Content.ReadAsByteArrayAsync();
            RmsAnswer answer = request.Path.Contains("getOrder", StringComparison.Ordinal) ? new OrdersAnswer() : new SearchAnswer(1, 1000);
            answer.Read(body);
            if (answer is OrdersAnswer read) orders += read.Orders.Count;
        }
        rows.WriteTo(file);
        return orders;
    }
}
