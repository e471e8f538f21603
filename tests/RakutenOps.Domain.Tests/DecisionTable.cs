using System.Globalization;

namespace RakutenOps.Domain.Tests;

/// <summary>
/// What the help page says, as one table. Days are counted from the order; every row is decided at noon of its day.
/// A state is 受注状態/入金状況/承認状況/承認日, "-" is 空欄. A day's change happens at 10:00, its authorisation at 11:00, a person's edit at 11:30.
/// <list type="bullet">
/// <item>slip: used@n the approval of day n, edit@n the amount edited, print@n 納品書印刷指示日, xN cancel kind, csv manual copied restored, bank paid by bank transfer.</item>
/// <item>order: progress@day of 発送指示日時, or "-" when not read; amount@n, method@n changes on RMS; row9@n 再決済手続き; pay@n getPayment's attempt; bank lawson the method now; selective; shipped@n.</item>
/// </list>
/// </summary>
public sealed class DecisionTable
{
    const string Table = """
        # slip                              | order                         | day | outcome                | reason                     | becomes

        # First authorisation
        2/0/10/-                            | 300@0                         | 0   | Paid                   | applied                    | 20/2/30/0
        2/0/10/-                            | 300@0                         | 15  | Paid                   | applied                    | 20/2/30/0
        2/0/10/-                            | 300@15                        | 15  | Paid                   | applied                    | 20/2/30/15
        2/0/10/-                            | 300@0                         | 16  | NeedsAttention         | outside_period             | =
        2/0/10/-                            | 300@16                        | 16  | NeedsAttention         | outside_period             | =
        2/0/10/-                            | 300                           | 3   | Waiting                | ship_inst_missing          | =
        2/0/10/-                            | 100                           | 3   | Waiting                | not_awaiting_shipment      | =
        2/0/10/-                            | 200                           | 3   | Waiting                | not_awaiting_shipment      | =
        2/0/10/-                            | 400@0                         | 3   | Waiting                | not_awaiting_shipment      | =
        2/0/10/-                            | 500@0 shipped@2               | 3   | NeedsAttention         | already_shipped            | =
        2/0/10/-                            | 600@0 shipped@2               | 3   | NeedsAttention         | already_shipped            | =
        2/0/10/-                            | 700@0 shipped@2               | 3   | NeedsAttention         | already_shipped            | =
        2/0/10/-                            | -                             | 3   | Waiting                | order_not_read             | =
        2/0/10/-                            | 300@0 selective               | 3   | Ineligible             | not_common_settlement      | =
        2/0/10/-                            | 300@0 bank selective          | 3   | NeedsAttention         | not_common_settlement      | =
        2/0/10/- bank                       | 300@9 bank                    | 9   | Paid                   | applied                    | 20/2/30/9 bank

        # The slip itself
        0/0/10/-                            | 300@0                         | 3   | Ineligible             | status_not_entered         | =
        1/0/10/-                            | 300@0                         | 3   | Ineligible             | status_not_entered         | =
        20/0/10/-                           | 300@0                         | 3   | Ineligible             | status_not_entered         | =
        30/0/10/-                           | 300@0                         | 3   | Ineligible             | status_not_entered         | =
        2/1/10/-                            | 300@0                         | 3   | Ineligible             | deposit_not_unpaid         | =
        2/2/10/-                            | 300@0                         | 3   | Ineligible             | deposit_not_unpaid         | =
        2/0/0/-                             | 300@0                         | 3   | Ineligible             | approval_not_unapproved    | =
        2/0/20/-                            | 300@0                         | 3   | Ineligible             | approval_not_unapproved    | =
        2/0/30/-                            | 300@0                         | 3   | Ineligible             | approval_not_unapproved    | =
        2/0/90/-                            | 300@0                         | 3   | Ineligible             | approval_not_unapproved    | =
        2/0/10/0                            | 300@0                         | 3   | NeedsAttention         | approval_date_not_blank    | =
        2/2/30/0 used@0                     | 300@0                         | 3   | Ineligible             | deposit_not_unpaid         | =
        20/2/30/0 used@0                    | 300@0                         | 3   | Ineligible             | status_not_entered         | =
        20/2/30/0 used@0                    | 200@0                         | 3   | NeedsAttention         | returned_to_processing     | =
        50/2/30/0 used@0                    | 500@0 shipped@2               | 3   | Ineligible             | status_not_entered         | =
        2/0/10/- x1                         | 300@0                         | 3   | Ineligible             | cancelled                  | =
        2/0/10/- x3                         | 300@0                         | 3   | Ineligible             | cancelled                  | =
        2/0/10/- csv                        | 300@0                         | 3   | Ineligible             | excluded_origin            | =
        2/0/10/- manual                     | 300@0                         | 3   | Ineligible             | excluded_origin            | =
        2/0/10/- copied                     | 300@0                         | 3   | Ineligible             | excluded_origin            | =
        2/0/10/- restored                   | 300@0                         | 3   | Ineligible             | excluded_restored_from_merge | =

        # The buyer changes the method
        2/0/10/-                            | 200 method@7 bank             | 8   | Waiting                | not_awaiting_shipment      | =
        2/0/10/-                            | 300@8 method@7 bank           | 8   | PaidWithNewMethod      | applied                    | 20/2/30/8 bank
        2/0/10/-                            | 300@20 method@7 bank          | 20  | PaidWithNewMethod      | applied                    | 20/2/30/20 bank
        2/0/10/-                            | 300@22 method@7 bank          | 22  | PaidWithNewMethod      | applied                    | 20/2/30/22 bank
        2/0/10/-                            | 300@23 method@7 bank          | 23  | NeedsAttention         | outside_period             | =
        2/0/10/-                            | 300@22 method@7               | 22  | Paid                   | applied                    | 20/2/30/22
        2/0/10/-                            | 300@0 method@7 bank           | 7   | Waiting                | stale_authorisation        | =
        2/0/10/-                            | 300@0 method@7 bank           | 9   | NeedsAttention         | stale_authorisation        | =
        2/0/10/-                            | 300@8 method@7 lawson         | 8   | NeedsAttention         | payment_unmapped           | =

        # The shop changes the amount
        2/0/10/- used@0 edit@8              | 300@0                         | 8   | Waiting                | stale_authorisation        | =
        2/0/10/- used@0 edit@8              | 300@0                         | 10  | NeedsAttention         | stale_authorisation        | =
        2/0/10/- used@0 edit@8              | 200@0 amount@8                | 9   | Waiting                | not_awaiting_shipment      | =
        2/0/10/- used@0 edit@8              | 300@8 amount@8                | 8   | Paid                   | applied                    | 20/2/30/8
        2/0/10/- used@0 edit@9              | 300@8 amount@8                | 9   | Paid                   | applied                    | 20/2/30/8
        2/0/10/- used@0 edit@8              | 300@15 amount@8               | 16  | Paid                   | applied                    | 20/2/30/15
        2/0/10/- used@0 edit@8              | 300@15 amount@8               | 23  | Paid                   | applied                    | 20/2/30/15
        2/0/10/- used@0 edit@8              | 300@15 amount@8               | 24  | NeedsAttention         | outside_period             | =
        2/0/10/- used@0 edit@8              | 300@16 amount@8               | 16  | NeedsAttention         | reauth_after_15_days       | =
        2/0/10/- used@0 edit@14             | 300@16 amount@14              | 16  | NeedsAttention         | reauth_after_15_days       | =
        2/0/10/- used@0 edit@8              | 300@0 amount@8 row9@9         | 9   | Paid                   | applied                    | 20/2/30/9
        2/0/10/- used@0 edit@8              | 300@0 amount@8 row9@16        | 16  | NeedsAttention         | reauth_after_15_days       | =
        2/0/10/- used@0 edit@8              | 300@0 amount@8 pay@9          | 9   | Paid                   | applied                    | 20/2/30/9
        2/0/10/- used@0 edit@8              | 300@0 amount@8 pay@7          | 8   | Waiting                | stale_authorisation        | =
        2/0/10/0 used@0 edit@8              | 300@8 amount@8                | 8   | NeedsAttention         | approval_date_not_blank    | =
        20/2/30/0 used@0                    | 300@8 amount@8                | 8   | Ineligible             | status_not_entered         | =
        2/0/10/- used@0 edit@8              | 300@20 amount@8 method@9 bank | 20  | PaidWithNewMethod      | applied                    | 20/2/30/20 bank
        2/0/10/- used@0 edit@9              | 300@20 method@8 amount@9 bank | 20  | NeedsAttention         | reauth_after_15_days       | =

        # Rakuten cancels
        2/0/10/-                            | 800@0                         | 3   | NeedsAttention         | cancel_not_final           | =
        2/0/10/-                            | 900                           | 3   | Cancelled              | applied                    | 2/0/10/- x5
        2/0/10/-                            | 900                           | 62  | Cancelled              | applied                    | 2/0/10/- x5
        2/0/10/-                            | 900                           | 63  | NeedsAttention         | cancel_after_62_days       | =
        40/2/30/0 used@0                    | 900@0                         | 3   | Cancelled              | applied                    | 40/2/30/0 x5
        40/2/30/0 used@0                    | 900@0 shipped@2               | 3   | NeedsAttention         | cancel_out_of_scope        | =
        50/2/30/0 used@0                    | 900@0 shipped@2               | 3   | Ineligible             | cancel_out_of_scope        | =
        2/0/10/- csv                        | 900                           | 3   | Cancelled              | applied                    | 2/0/10/- x5
        2/0/10/- restored                   | 900                           | 3   | Cancelled              | applied                    | 2/0/10/- x5
        2/0/10/- copied                     | 900                           | 3   | NeedsAttention         | cancel_out_of_scope        | =
        2/0/10/- x1                         | 900                           | 3   | Ineligible             | cancelled                  | =

        # Long-lead: to be printed on day 64, window 57 to 64
        20/2/30/0 used@0 print@64           | 300@0                         | 56  | Waiting                | outside_long_lead_window   | =
        20/2/30/0 used@0 print@64           | 300@0                         | 57  | Waiting                | awaiting_result            | =
        20/2/30/0 used@0 print@64           | 300@57                        | 57  | Reauthorised           | applied                    | 20/2/30/57
        20/2/30/0 used@0 print@64           | 300@64                        | 64  | Reauthorised           | applied                    | 20/2/30/64
        20/2/30/0 used@0 print@64           | 300@64                        | 65  | Waiting                | outside_long_lead_window   | =
        20/2/30/0 used@0 print@64           | 300@34                        | 57  | Waiting                | awaiting_result            | =
        20/2/30/0 used@0 print@64           | 300@35                        | 57  | Reauthorised           | applied                    | 20/2/30/35
        20/2/30/0 used@0 print@64           | 300@0 row9@57                 | 57  | Reauthorised           | applied                    | 20/2/30/57
        20/2/30/0 used@0 print@64           | 300@0 pay@57                  | 57  | Reauthorised           | applied                    | 20/2/30/57
        20/2/30/0 used@0 print@64           | 200@0                         | 56  | NeedsAttention         | returned_to_processing     | =
        20/2/30/0 used@0 print@64           | 200@0                         | 57  | AuthorisationWithdrawn | applied                    | 2/0/10/-
        20/2/30/0 used@0 print@64           | 200@0                         | 64  | AuthorisationWithdrawn | applied                    | 2/0/10/-
        20/2/30/0 used@0 print@64           | 200@0                         | 65  | NeedsAttention         | returned_to_processing     | =
        20/2/30/0 used@0 print@64           | 200@0 method@57 bank          | 57  | AuthorisationWithdrawn | applied                    | 2/0/10/-
        20/2/30/0 used@0 print@64           | 400@0                         | 57  | Waiting                | not_awaiting_shipment      | =
        20/2/30/0 used@0 print@64           | 500@0 shipped@57              | 57  | Ineligible             | already_shipped            | =
        20/2/30/0 used@0 print@64           | 800@0                         | 57  | NeedsAttention         | cancel_not_final           | =
        20/2/30/0 used@0 print@64           | 900@0                         | 57  | Cancelled              | applied                    | 20/2/30/0 x5
        20/2/30/0 used@0 print@64           | 900@0                         | 63  | NeedsAttention         | cancel_after_62_days       | =
        30/2/30/0 used@0 print@64           | 300@57                        | 57  | Ineligible             | printed_or_later           | =
        30/2/30/0 used@0 print@64           | 200@0                         | 57  | NeedsAttention         | printed_or_later           | =
        50/2/30/0 used@0 print@64           | 200@0                         | 57  | NeedsAttention         | printed_or_later           | =
        20/2/30/0 used@0 print@29           | 300@22                        | 22  | Ineligible             | lead_under_30_days         | =
        20/2/30/0 used@0 print@30           | 300@23                        | 23  | Reauthorised           | applied                    | 20/2/30/23
        20/2/30/0 used@0 print@30           | 200@0                         | 23  | AuthorisationWithdrawn | applied                    | 2/0/10/-
        20/2/30/0 used@0 print@64 bank      | 200@0 bank                    | 57  | NeedsAttention         | returned_to_processing     | =
        20/2/30/0 used@0 print@64 bank      | 300@57 bank                   | 57  | Ineligible             | status_not_entered         | =
        20/2/30/0 used@0 print@64 csv       | 200@0                         | 57  | Ineligible             | excluded_origin            | =
        20/2/30/0 used@0                    | 200@0                         | 57  | NeedsAttention         | returned_to_processing     | =

        # After a withdrawal, or before the first approval
        2/0/10/- used@0 print@64            | 200@0                         | 58  | Waiting                | awaiting_result            | =
        2/0/10/- used@0 print@64            | 300@0                         | 58  | Waiting                | awaiting_result            | =
        2/0/10/- used@0 print@64            | 300@0                         | 65  | NeedsAttention         | outside_period             | =
        2/0/10/- used@0 print@64            | 300@58                        | 58  | Reauthorised           | applied                    | 20/2/30/58
        2/0/10/- used@0 print@64            | 300@58 method@57              | 58  | Paid                   | applied                    | 20/2/30/58
        2/0/10/- used@0 print@64            | 300@60 method@57 bank         | 60  | PaidWithNewMethod      | applied                    | 20/2/30/60 bank
        2/0/10/- used@0 print@64            | 300@72 method@57 bank         | 72  | PaidWithNewMethod      | applied                    | 20/2/30/72 bank
        2/0/10/- used@0 print@64            | 300@73 method@57 bank         | 73  | NeedsAttention         | outside_period             | =
        2/0/10/- used@0 print@64            | 900@0                         | 64  | NeedsAttention         | cancel_after_62_days       | =
        2/0/10/- print@64                   | 300@0                         | 0   | Paid                   | applied                    | 20/2/30/0
        2/0/10/- print@64                   | 300@20                        | 57  | Waiting                | awaiting_result            | =
        2/0/10/- print@64                   | 300@20 row9@57                | 57  | Reauthorised           | applied                    | 20/2/30/57
        2/0/10/- print@29                   | 300@20                        | 22  | NeedsAttention         | outside_period             | =

        # The shop changes the amount of a long-lead order
        2/0/10/- used@0 edit@50 print@64    | 300@51 amount@50              | 52  | NeedsAttention         | reauth_after_15_days       | =
        2/0/10/- used@0 edit@55 print@64    | 300@58 amount@55              | 58  | Reauthorised           | applied                    | 20/2/30/58
        2/0/10/- used@0 edit@57 print@64    | 300@0                         | 57  | Waiting                | stale_authorisation        | =
        2/0/10/- used@0 edit@57 print@64    | 300@0                         | 59  | NeedsAttention         | stale_authorisation        | =
        """;

    public static TheoryData<string> Rows =>
        [.. Table.Split('\n').Select(l => string.Join(" | ", l.Split('|', StringSplitOptions.TrimEntries))).Where(l => l.Contains('|', StringComparison.Ordinal) && !l.StartsWith('#'))];

    [Theory, MemberData(nameof(Rows))]
    public void The_rules_say_what_the_table_says(string row)
    {
        var cells = row.Split(" | ");
        var before = Slip(cells[0]);
        var decision = PaymentRules.Decide(new(before, Order(cells[1]), Given.Shop(), At(cells[2], 12)));

        (decision.Outcome.ToString(), decision.ReasonCode).ShouldBe((cells[3], cells[4]), decision.Message);
        decision.ChangesSlip.ShouldBe(cells[5] != "=");
        if (decision.After is { } after) Show(after).ShouldBe(cells[5]);
    }

    [Fact]
    public void No_row_stands_there_twice() => Rows.Select(r => r.Data).ShouldBeUnique();

    static string Show(OrderSlip slip)
    {
        var date = slip.ApprovalDate is { } day ? JapanTime.Days(Given.Day(Given.FirstDay), day).ToString(CultureInfo.InvariantCulture) : "-";
        return string.Create(CultureInfo.InvariantCulture, $"{(int)slip.Status}/{(int)slip.DepositStatus}/{(int)slip.ApprovalStatus}/{date}")
            + (slip.PaymentMethod == Given.NameOf(Given.BankTransfer) ? " bank" : "")
            + (slip.IsLive ? "" : string.Create(CultureInfo.InvariantCulture, $" x{(int)slip.CancelKind}"));
    }

    static OrderSlip Slip(string cell)
    {
        var words = cell.Split(' ');
        var state = words[0].Split('/');
        var slip = Given.Slip(status: Int(state[0]), deposit: Int(state[1]), approval: Int(state[2])).Slip;
        if (state[3] != "-") slip = slip with { ApprovalDate = DayOf(state[3]) };
        return words.Skip(1).Aggregate(slip, (s, word) => word.Split('@') switch
        {
            ["used", var n] => s with { LastEvidenceAt = At(n, 11) },
            ["edit", var n] => s with { AmountChangedAt = At(n, 11).AddMinutes(30) },
            ["print", var n] => s with { PrintInstructDate = DayOf(n) },
            ["bank"] => s with { PaymentMethod = Given.NameOf(Given.BankTransfer), SettlementCode = Given.BankTransfer },
            ["csv"] => s with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv },
            ["manual"] => s with { Origin = SlipOrigin.Manual, ExcludedReason = ExcludedReason.Manual },
            ["copied"] => s with { CopiedFrom = 99, ExcludedReason = ExcludedReason.Copied },
            ["restored"] => s with { ExcludedReason = ExcludedReason.RestoredFromMerge },
            [['x', .. var kind]] => s with { CancelKind = (CancelKind)Int(kind) },
            _ => throw new FormatException($"'{word}' is no word for a slip."),
        });
    }

    static RakutenOrder? Order(string cell)
    {
        if (cell == "-") return null;
        var words = cell.Split(' ');
        var trigger = words[0].Split('@');
        var order = Given.Order(progress: Int(trigger[0]), instructed: null);
        if (trigger.Length > 1) order = order with { ShippingInstructedAt = At(trigger[1], 11) };
        return words.Skip(1).Aggregate(order, (o, word) => word.Split('@') switch
        {
            ["amount", var n] => o with { Changes = [.. o.Changes, new(1, 6, 0, At(n, 10), null, null)] },
            ["method", var n] => o with { Changes = [.. o.Changes, new(2, 6, 10, At(n, 10), null, null)] },
            ["row9", var n] => o with { Changes = [.. o.Changes, new(3, 9, null, At(n, 10), null, At(n, 11))] },
            ["pay", var n] => o with { Payments = [new("1", 1, PaymentState.Authorised, At(n, 10), null, At(n, 11), 5400)] },
            ["shipped", var n] => o with { ShipmentReportedAt = At(n, 11) },
            ["bank"] => o with { SettlementCode = Given.BankTransfer, SettlementName = Given.NameOf(Given.BankTransfer) },
            ["lawson"] => o with { SettlementCode = Given.Lawson, SettlementName = Given.NameOf(Given.Lawson) },
            ["selective"] => o with { IsCommonSettlement = false },
            _ => throw new FormatException($"'{word}' is no word for an order."),
        });
    }

    static DateTimeOffset At(string day, int hour) => JapanTime.Start(DayOf(day)).AddHours(hour);

    static DateOnly DayOf(string day) => Given.Day(Given.FirstDay).AddDays(Int(day));

    static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
