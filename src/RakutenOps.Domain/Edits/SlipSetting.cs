using RakutenOps.Rules;

namespace RakutenOps.Edits;

/// <summary>
/// Changes of a slip's fields by hand. 入金状況, 承認状況 and 承認日 may always be entered (R26): where they come to 2 / 30 with a date, the entry's time is kept as the evidence, as with an approval. The
/// funnel then moves the slip between 2 and 20 by itself (R9).
/// </summary>
public static class SlipSetting
{
    /// <summary>Plans the change; without edits when the slip stands so already.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="patch">What changes.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    /// <exception cref="SlipException">SlipCancelled, AmountNegative, DateTooEarly, ApprovalInFuture, LineNotFound, AllocationImpossible, StatusNotAllowed, SlipHeld, CancelKindNotByHand.</exception>
    public static SlipPlan Plan(OrderSlip slip, SlipPatch patch, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(shop);
        SlipChecks.Live(slip);
        var after = Payment(Goods(Header(slip, patch, now), patch), patch, now, out var evidence);
        after = Cancel(Status(slip, after, patch.Status, shop, now), patch.CancelKind);
        var edit = SlipEdit.Change("Edit", slip, after, shop, now, evidence);
        var changed = edit.Changes.Count > 0;
        return new()
        {
            Rule = "Edit",
            Target = SlipPlan.TargetOf(slip),
            Action = changed ? new("Plan_Set", string.Join("; ", edit.Changes)) : new("Plan_SetNothing"),
            Edits = changed ? [edit] : [],
            Notices = [.. Notices(slip, edit.After, patch, shop)],
        };
    }

    static OrderSlip Header(OrderSlip slip, SlipPatch patch, DateTimeOffset now)
    {
        if (patch.TotalAmount is { } amount) SlipChecks.Amount(slip.SlipNumber, amount);
        SlipChecks.NotBeforeOrder(slip.SlipNumber, patch.PlannedShipDate?.Value, slip.OrderDate);
        SlipChecks.NotBeforeOrder(slip.SlipNumber, patch.PrintInstructDate?.Value, slip.OrderDate);
        var method = patch.PaymentMethod ?? slip.PaymentMethod;
        var total = patch.TotalAmount ?? slip.TotalAmount;
        return slip with
        {
            PaymentMethod = method,
            PaymentMethodChangedAt = method == slip.PaymentMethod ? slip.PaymentMethodChangedAt : now,
            TotalAmount = total,
            AmountChangedAt = total == slip.TotalAmount ? slip.AmountChangedAt : now,
            ConfirmCheck = patch.ConfirmCheck ?? slip.ConfirmCheck,
            PlannedShipDate = patch.PlannedShipDate is { } planned ? planned.Value : slip.PlannedShipDate,
            PrintInstructDate = patch.PrintInstructDate is { } instruct ? instruct.Value : slip.PrintInstructDate,
        };
    }

    static OrderSlip Goods(OrderSlip slip, SlipPatch patch)
    {
        if (patch.Lines.Count == 0) return slip;
        var lines = slip.Lines.ToArray();
        foreach (var change in patch.Lines)
        {
            var at = Array.FindIndex(lines, l => l.LineNumber == change.LineNumber);
            if (at < 0) throw new SlipException("LineNotFound", slip.SlipNumber, slip.SlipNumber, change.LineNumber);
            var allocated = change.AllocatedQuantity ?? lines[at].AllocatedQuantity;
            SlipChecks.Allocation(slip.SlipNumber, change.LineNumber, allocated, lines[at].Quantity);
            lines[at] = lines[at] with { AllocatedQuantity = allocated, ReleaseDate = change.ReleaseDate is { } release ? release.Value : lines[at].ReleaseDate };
        }
        return slip with { Lines = lines };
    }

    static OrderSlip Payment(OrderSlip slip, SlipPatch patch, DateTimeOffset now, out Evidence? evidence)
    {
        evidence = null;
        if (patch.ApprovalDate?.Value is { } day) SlipChecks.ApprovalDate(slip, day, JapanTime.Day(now));
        var after = slip with
        {
            DepositStatus = patch.DepositStatus ?? slip.DepositStatus,
            ApprovalStatus = patch.ApprovalStatus ?? slip.ApprovalStatus,
            ApprovalDate = patch.ApprovalDate is { } date ? date.Value : slip.ApprovalDate,
        };
        if (Approved(slip) == Approved(after) && slip.ApprovalDate == after.ApprovalDate) return after;
        if (!Approved(after)) return after;
        evidence = new(JapanTime.WholeSecond(now), EvidenceSource.Manual);
        return after with { LastEvidenceAt = evidence.At };
    }

    static bool Approved(OrderSlip slip) => slip is { DepositStatus: DepositStatus.Paid, ApprovalStatus: ApprovalStatus.Approved, ApprovalDate: not null };

    static OrderSlip Status(OrderSlip slip, OrderSlip after, SlipStatus? wanted, ShopPolicy shop, DateTimeOffset now)
    {
        if (wanted is not { } status || status == slip.Status) return after;
        var (from, ok) = (slip.Status, false);
        switch (status)
        {
            // Completed by a person; the funnel takes it from there.
            case SlipStatus.Entered: ok = from < SlipStatus.Entered; break;
            // A print taken back.
            case SlipStatus.AwaitingPrint: ok = from is SlipStatus.Printing or SlipStatus.Printed; break;
            case SlipStatus.Printing or SlipStatus.Printed or SlipStatus.Shipped:
                if (from is SlipStatus.Entered or SlipStatus.AwaitingPrint)
                {
                    // No slip passes a stage whose condition is unmet.
                    var stage = Funnel.StageOf(after, shop.ShippableFor(after.PaymentMethod), JapanTime.Day(now));
                    if (stage != Stage.AwaitingPrint) throw new SlipException("SlipHeld", slip.SlipNumber, slip.SlipNumber, stage, status);
                    ok = true;
                }
                else
                {
                    ok = (from >= SlipStatus.Printing && status > from) || (from, status) is (SlipStatus.Printed, SlipStatus.Printing) or (SlipStatus.Shipped, SlipStatus.Printed);
                }
                break;
        }
        return ok ? after with { Status = status } : throw new SlipException("StatusNotAllowed", slip.SlipNumber, slip.SlipNumber, from, status);
    }

    static OrderSlip Cancel(OrderSlip slip, CancelKind? wanted)
    {
        if (wanted is not { } kind) return slip;
        if (kind is CancelKind.Live or CancelKind.MergedIntoOther) throw new SlipException("CancelKindNotByHand", slip.SlipNumber, slip.SlipNumber, kind);
        return slip with { CancelKind = kind, Lines = [.. slip.Lines.Select(static l => l with { AllocatedQuantity = 0 })] };
    }

    static IEnumerable<Phrase> Notices(OrderSlip before, OrderSlip after, SlipPatch patch, ShopPolicy shop)
    {
        if (after.PaymentMethod != before.PaymentMethod && !shop.Knows(after.PaymentMethod!)) yield return new("Note_MethodUnknown", after.PaymentMethod, after.Shop);
        if (after is { CancelKind: not CancelKind.Live, Origin: SlipOrigin.Api }) yield return new("Note_CancelHereOnly", after.RootOrderNumber);
        if (!after.IsLive || after.ExcludedReason != ExcludedReason.None) yield break;
        if (after.TotalAmount != before.TotalAmount && after.DepositStatus == DepositStatus.Paid && patch.DepositStatus is null) yield return new("Note_PaidNotReset", after.SlipNumber, after.TotalAmount);
        if (after is { DepositStatus: DepositStatus.Unpaid, ApprovalStatus: ApprovalStatus.Unapproved, ApprovalDate: { } left }) yield return new("Note_ApprovalDateLeft", after.SlipNumber, left);
    }
}
