namespace RakutenOps.Core.Rms;

/// <summary>
/// Reads a batch of orders of which RMS refuses a number: the refused question is asked again in halves, so that the number costs itself a cycle and not the ninety-nine beside it.
/// </summary>
internal sealed class RefusedNumbers(Func<IReadOnlySet<string>, Task<OrdersRead>> ask)
{
    // One among a hundred stands alone after seven halvings. Refused twice as often with nothing answered between, it is the question that RMS refuses.
    const int MostInARow = 16;

    int inARow;

    /// <summary>Asks for all, and for less where RMS refuses.</summary>
    /// <exception cref="RmsException">Not a number but the whole question is refused; or any other trouble.</exception>
    public async Task<OrdersRead> ReadAsync(IReadOnlySet<string> numbers)
    {
        try
        {
            return await AskAsync(numbers).ConfigureAwait(false);
        }
        catch (RmsException whole) when (numbers.Count > 1 && IsRefusal(whole))
        {
            var read = await HalvesAsync([.. numbers], whole).ConfigureAwait(false);
            if (read.Orders.Count == 0 && read.Missing.Count == 0) throw;
            return read;
        }
    }

    async Task<OrdersRead> HalvesAsync(string[] numbers, RmsException refused)
    {
        if (numbers.Length == 1) return new([], [], [new(numbers[0], refused.Message)]);
        var first = await HalfAsync(numbers[..(numbers.Length / 2)]).ConfigureAwait(false);
        var second = await HalfAsync(numbers[(numbers.Length / 2)..]).ConfigureAwait(false);
        return new([.. first.Orders, .. second.Orders], [.. first.Missing, .. second.Missing], [.. first.Unreadable, .. second.Unreadable]) { Partly = [.. first.Partly, .. second.Partly] };
    }

    async Task<OrdersRead> HalfAsync(string[] numbers)
    {
        try
        {
            return await AskAsync(numbers.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
        }
        catch (RmsException refused) when (IsRefusal(refused) && inARow <= MostInARow)
        {
            return await HalvesAsync(numbers, refused).ConfigureAwait(false);
        }
    }

    async Task<OrdersRead> AskAsync(IReadOnlySet<string> numbers)
    {
        inARow++;
        var read = await ask(numbers).ConfigureAwait(false);
        inARow = 0;
        return read;
    }

    // The order function itself spoke; a gateway or a wrong path says nothing about numbers.
    static bool IsRefusal(RmsException e) => e.Trouble == RmsTrouble.Rejected && e.RmsCode?.StartsWith("ORDER_EXT_API_", StringComparison.Ordinal) == true;
}
