namespace RakutenOps.Rules;

/// <summary>R7: the order is at 300 発送待ち with 発送指示日時. Shipped orders are only listed (A11), 800 stops the import (A13), and an unknown progress is never guessed at.</summary>
public static class ShipmentTrigger
{
    /// <summary>Whether the order is at 300.</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding CheckProgress(Situation s)
    {
        var progress = s.Rakuten.Progress;
        var reason = progress switch
        {
            OrderProgress.Shipped or OrderProgress.Settling or OrderProgress.Settled => Reason.AlreadyShipped,
            OrderProgress.AwaitingCancelFix => Reason.CancelNotFinal,
            _ => Reason.NotAwaitingShipment,
        };
        return new("R7", new("Condition_Progress"), Phrase.Value(progress), Phrase.Value(OrderProgress.AwaitingShipment), progress == OrderProgress.AwaitingShipment, reason);
    }

    /// <summary>Whether Rakuten stamped 発送指示日時, without which there is no 承認日 (A14).</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding CheckInstruction(Situation s) =>
        new("R7", new("Condition_Instruction"), Phrase.Value(s.Rakuten.ShippingInstructedAt), new("Wanted_Present"), s.Rakuten.ShippingInstructedAt is not null, Reason.ShipInstMissing);

    /// <summary>Whether this version knows what the order's progress means.</summary>
    internal static bool IsKnown(OrderProgress progress) => progress != OrderProgress.Unknown && Enum.IsDefined(progress);
}
