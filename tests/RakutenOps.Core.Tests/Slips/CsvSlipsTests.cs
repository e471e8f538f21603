using System.Globalization;
using System.Text;
using RakutenOps.Core.Slips;
using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Slips;

/// <summary>受注CSV取込: every file that a back office writes is read, and what is wrong with one is told by row, column and reason.</summary>
public sealed class CsvSlipsTests
{
    const string Head = "受注番号,受注日,支払方法,合計金額,商品コード,商品名,数量,単価,出荷予定日,納品書印刷指示日\n";

    static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static TheoryData<string, string> Encodings => new()
    {
        { "UTF-8", "Auto" }, { "UTF-8 with BOM", "Auto" }, { "Shift_JIS", "Auto" }, { "UTF-8", "Utf8" }, { "UTF-8 with BOM", "Utf8" }, { "Shift_JIS", "ShiftJis" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Files_are_read_in_the_encodings_of_back_offices(string kind, string asked)
    {
        const string Text = Head + "C-1,2026-01-05 10:00,銀行振込,4200,パン①,髙級食パン～「特」,2,1000,2026-01-20,2026/1/21\n";
        var bytes = kind switch
        {
            "Shift_JIS" => ShiftJis.GetBytes(Text),
            "UTF-8 with BOM" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            _ => Encoding.UTF8.GetBytes(Text),
        };
        var slip = Read(bytes, Enum.Parse<CsvEncoding>(asked)).Slips.ShouldHaveSingleItem().Entry;
        slip.ShouldBeEquivalentTo(new SlipEntry
        {
            Shop = SlipDesk.Kobe,
            OrderNumber = "C-1",
            OrderedAt = SlipDesk.Jst("2026-01-05 10:00"),
            PaymentMethod = "銀行振込",
            TotalAmount = 4200,
            PlannedShipDate = new(2026, 1, 20),
            PrintInstructDate = new(2026, 1, 21),
            Lines = new List<OrderLine> { new() { LineNumber = 1, ItemCode = "パン①", ItemName = "髙級食パン～「特」", Quantity = 2, UnitPrice = 1000 } },
        });
    }

    [Theory]
    [InlineData("OrderNumber,OrderedAt,TotalAmount\n#1,2026-01-05,100\n")]
    [InlineData("ordernumber,ORDEREDAT,totalamount\r\n#1,2026-01-05,100\r\n")]
    [InlineData("TotalAmount,受注番号,受注日時\r100,#1,2026-01-05\r")]
    [InlineData("受注番号\t受注日\t合計金額\n#1\t2026-01-05\t100\n")]
    [InlineData("受注番号;受注日;合計金額\n#1;2026-01-05;100")]
    [InlineData("\"受注番号\", 受注日 ,\"合計金額\"\n\"#1\",\" 2026-01-05 \",\"100\"\n")]
    [InlineData("受注番号,受注日,合計金額,\n#1,2026-01-05,100,\n,,,\n\n")] // Excel's empty columns and rows
    public void Headings_delimiters_and_line_ends_may_differ(string text)
    {
        var read = Read(text);
        read.Faults.ShouldBeEmpty();
        read.UnknownColumns.ShouldBeEmpty();
        var slip = read.Slips.ShouldHaveSingleItem().Entry;
        (slip.OrderNumber, slip.TotalAmount, slip.OrderedAt).ShouldBe(("#1", 100, SlipDesk.Jst("2026-01-05")));
    }

    [Fact]
    public void Rows_of_one_order_are_the_lines_of_one_slip_and_a_value_may_hold_commas_quotes_and_new_lines()
    {
        var read = Read(Head + "C-1,2026-01-05,カード,,a,\"食パン, 「\"\"特\"\"」\r\n2斤\",2,\"1,000\",,\nC-2,2026-01-05,,500,,,,,,\nC-1,,,,b,,3,500,2026-01-20,\nC-1,2026-01-05,カード,,c,,,-100,,\n");
        read.Faults.ShouldBeEmpty();
        read.Slips.Select(static s => (s.Row, s.Entry.OrderNumber)).ShouldBe([(2, "C-1"), (3, "C-2")]);
        var slip = read.Slips[0].Entry;
        slip.Lines.Select(static l => (l.LineNumber, l.ItemCode, l.ItemName, l.Quantity, l.UnitPrice)).ShouldBe([(1, "a", "食パン, 「\"特\"」\r\n2斤", 2, 1000), (2, "b", null, 3, 500), (3, "c", null, 1, -100)]);
        slip.PlannedShipDate.ShouldBe(new DateOnly(2026, 1, 20));
        slip.TotalAmount.ShouldBeNull();
    }

    [Theory]
    [InlineData("1234", 1234)]
    [InlineData("\"1,234\"", 1234)]
    [InlineData("\"1,234,567\"", 1234567)]
    [InlineData("\"¥1,234\"", 1234)]
    [InlineData("￥1234", 1234)]
    [InlineData("\\1234", 1234)]
    [InlineData("1234円", 1234)]
    [InlineData("１２３４", 1234)]
    [InlineData("-1234", -1234)]
    [InlineData("\"-¥1,234\"", -1234)]
    [InlineData("1234.0", 1234)]
    [InlineData(" 1234 ", 1234)]
    [InlineData("-9999999999", -9999999999)]
    public void An_amount_is_read_with_its_separators_and_signs(string written, long yen) =>
        Read(Head + $"C-1,2026-01-05,,{written},,,,,,\n").Slips.ShouldHaveSingleItem().Entry.TotalAmount.ShouldBe(yen);

    [Theory]
    [InlineData("2026-01-05", "2026-01-05 00:00:00")]
    [InlineData("2026/1/5", "2026-01-05 00:00:00")]
    [InlineData("2026-1-5 9:05", "2026-01-05 09:05:00")]
    [InlineData("2026/01/05 09:05:10", "2026-01-05 09:05:10")]
    [InlineData("2026-01-05T09:05:10", "2026-01-05 09:05:10")]
    [InlineData("20260105", "2026-01-05 00:00:00")]
    [InlineData("2026年1月5日", "2026-01-05 00:00:00")]
    [InlineData("２０２６／１／５", "2026-01-05 00:00:00")]
    public void A_day_is_one_in_Japan(string written, string jst)
    {
        var at = Read(Head + $"C-1,{written},,1,,,,,,\n").Slips.ShouldHaveSingleItem().Entry.OrderedAt;
        at.ShouldBe(SlipDesk.Jst(jst));
        at.Offset.ShouldBe(JapanTime.Offset);
    }

    [Theory]
    [InlineData(",2026-01-05,,1,,,,,,", "受注番号", "Csv_Blank")]
    [InlineData("C-1,,,1,,,,,,", "受注日", "Csv_Blank")]
    [InlineData("C-1,yesterday,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,2026-02-29,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,01/05/2026,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,2026-01-05 24:00,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,0001-01-01,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,9999-12-31,,1,,,,,,", "受注日", "Csv_NoDay")]
    [InlineData("C-1,2026-01-05\ufffe,,1,,,,,,", "受注日", "Csv_NoDay")] // no character
    [InlineData("C-1,2026-01-05,,1\ufffe,,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,46000,,1,,,,,,", "受注日", "Csv_NoDay")] // a day as Excel counts it
    [InlineData("C-1,2026-01-05,,1,,,,,soon,", "出荷予定日", "Csv_NoDay")]
    [InlineData("C-1,2026-01-05,,1,,,,,,soon", "納品書印刷指示日", "Csv_NoDay")]
    [InlineData("C-1,2026-01-05,,many,,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,2026-01-05,,\"1,5\",,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,2026-01-05,,1e9,,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,2026-01-05,,NaN,,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,2026-01-05,,10000000000,,,,,,", "合計金額", "Csv_TooLarge")]
    [InlineData("C-1,2026-01-05,,99999999999999999999999999999999999,,,,,,", "合計金額", "Csv_NoNumber")]
    [InlineData("C-1,2026-01-05,,,a,,0,,,", "数量", "Csv_NoPieces")]
    [InlineData("C-1,2026-01-05,,,a,,-1,,,", "数量", "Csv_NoPieces")]
    [InlineData("C-1,2026-01-05,,,a,,1.5,,,", "数量", "Csv_NoPieces")]
    [InlineData("C-1,2026-01-05,,,a,,1000001,,,", "数量", "Csv_NoPieces")]
    [InlineData("C-1,2026-01-05,,1,,,2,,,", "商品コード", "Csv_NoCode")]
    [InlineData("C-1,2026-01-05,,1,,食パン,,,,", "商品コード", "Csv_NoCode")]
    [InlineData("C-1,2026-01-05,,1,,,,100,,", "商品コード", "Csv_NoCode")]
    [InlineData("C-1,2026-01-05,,1,,,,,,,000", "納品書印刷指示日", "Csv_Surplus")] // a comma without quotation marks
    public void What_is_wrong_is_told_by_row_column_and_reason_and_the_other_rows_go_in(string row, string column, string reason)
    {
        var read = Read(Head + "A-1,2026-01-05,,1,,,,,,\n" + row + "\nA-2,2026-01-05,,1,,,,,,\n");
        read.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Row.ShouldBe(3), f => f.Column.ShouldBe(column), f => f.Why.Key.ShouldBe(reason));
        read.Slips.Select(static s => s.Entry.OrderNumber).ShouldBe(["A-1", "A-2"]);
    }

    [Fact]
    public void Values_that_no_slip_can_hold_are_too_long()
    {
        var read = Read(Head + $"{new string('x', 129)},2026-01-05,,1,,,,,,\nC-2,2026-01-05,{new string('x', 256)},1,,,,,,\nC-3,2026-01-05,,,{new string('x', 256)},,1,,,\nC-4,2026-01-05,,,a,{new string('x', 1025)},1,,,\nC-5,2026-01-05,,1,,,,,,\n");
        read.Faults.Select(static f => (f.Row, f.Column, f.Why.Key)).ShouldBe([(2, "受注番号", "Csv_TooLong"), (3, "支払方法", "Csv_TooLong"), (4, "商品コード", "Csv_TooLong"), (5, "商品名", "Csv_TooLong")]);
        read.Slips.ShouldHaveSingleItem().Entry.OrderNumber.ShouldBe("C-5");
    }

    [Fact]
    public void A_row_that_contradicts_the_orders_earlier_rows_or_cannot_be_read_leaves_the_whole_order_out()
    {
        var read = Read(Head + "C-1,2026-01-05,カード,,a,,1,100,,\nC-1,2026-01-06,,,b,,1,100,,\nC-2,2026-01-05,,,a,,1,100,,\nC-2,2026-01-05,,,b,,x,100,,\nC-3,2026-01-05,,1,,,,,,\n");
        read.Faults.Select(static f => (f.Row, f.Column, f.Why.Key)).ShouldBe([(3, "受注日", "Csv_Differs"), (5, "数量", "Csv_NoNumber")]);
        read.Slips.ShouldHaveSingleItem().Entry.OrderNumber.ShouldBe("C-3");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("受注日,合計金額\n2026-01-05,1\n", "受注番号")]
    [InlineData("受注番号,合計金額\nC-1,1\n", "受注日")]
    [InlineData("C-1,2026-01-05,1\nC-2,2026-01-05,1\n", "受注番号")] // no header
    [InlineData("受注番号,受注日,受注日\nC-1,2026-01-05,2026-01-06\n", "受注日 stands twice")]
    [InlineData("受注番号,受注日,OrderNumber\nC-1,2026-01-05,C-2\n", "受注番号 and OrderNumber are the same")]
    [InlineData("受注番号,受注日\nC-1,2026-01-05\n\"C-2,2026-01-05\n", "row 3")] // a quotation mark that is not closed
    [InlineData("受注番号,受注日\n\"C-1\"x,2026-01-05\n", "row 2")]
    [InlineData("PK\u0003\u0004\u0014", "Excel or zip")]
    [InlineData("PK\u0005\u0006", "Excel or zip")]
    [InlineData("受注番号\0,受注日\n", "neither UTF-8 nor Shift_JIS")]
    public void A_file_that_is_none_says_why(string text, string why) =>
        Should.Throw<IOException>(() => Read(text)).Message.ShouldContain(why);

    [Fact]
    public void A_file_of_another_encoding_says_so()
    {
        Should.Throw<IOException>(() => Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Head)).ToArray(), CsvEncoding.Auto)).Message.ShouldContain("neither");
        Should.Throw<IOException>(() => Read(ShiftJis.GetBytes(Head), CsvEncoding.Utf8)).Message.ShouldContain("not UTF-8");
        Should.Throw<IOException>(() => Read([.. Encoding.ASCII.GetBytes("OrderNumber,OrderedAt\n"), 0x81, 0x0A], CsvEncoding.ShiftJis)).Message.ShouldContain("not Shift_JIS");
    }

    [Fact]
    public void A_header_alone_makes_nothing_and_unknown_columns_are_named()
    {
        Read(Head).ShouldSatisfyAllConditions(r => r.Slips.ShouldBeEmpty(), r => r.Faults.ShouldBeEmpty());
        Read("受注番号,受注日,合計金額(税込),メモ,合計金額\nC-1,2026-01-05,5,x,7\n").ShouldSatisfyAllConditions(
            r => r.UnknownColumns.ShouldBe(["合計金額(税込)", "メモ"]), r => r.Slips.ShouldHaveSingleItem().Entry.TotalAmount.ShouldBe(7));
    }

    [Theory]
    [InlineData("受注番号,受注日,合計金額,出荷予定日", "受注番号", "受注日", "合計金額", "出荷予定日")]
    [InlineData("OrderNumber,OrderedAt,TotalAmount,PlannedShipDate", "OrderNumber", "OrderedAt", "TotalAmount", "PlannedShipDate")]
    [InlineData("ordernumber,受注日,Totalamount,PLANNEDSHIPDATE", "ordernumber", "受注日", "Totalamount", "PLANNEDSHIPDATE")]
    public void A_slip_that_the_rules_refuse_names_its_column_as_the_file_does(string head, params string[] columns)
    {
        using var desk = new SlipDesk();
        var read = Read(head + "\nC 1,2026-01-05,1,\nC-2,2099-01-05,1,\nC-3,2026-01-05,-1,\nC-4,2026-01-05,1,2026-01-04\nC-5,2026-01-05,,\n");
        var refused = read.Slips.Select(s => read.ColumnOf(s, Should.Throw<SlipException>(() => desk.Slips.PlanCsv(s.Entry, new HashSet<string>()))));
        refused.ShouldBe([.. columns, columns[2]]);
    }

    [Fact]
    public void The_column_of_goods_that_the_file_does_not_have_is_called_as_its_language_would()
    {
        using var desk = new SlipDesk();
        foreach (var (head, total) in new[] { ("受注番号,受注日", "合計金額"), ("OrderNumber,OrderedAt", "TotalAmount") })
        {
            var read = Read(head + "\nC-1,2026-01-05\n");
            read.ColumnOf(read.Slips[0], Should.Throw<SlipException>(() => desk.Slips.PlanCsv(read.Slips[0].Entry, new HashSet<string>()))).ShouldBe(total);
        }
    }

    [Fact]
    public void Twenty_thousand_rows_go_in_by_batches_and_the_same_file_makes_no_second_slip()
    {
        using var desk = new SlipDesk();
        var text = new StringBuilder("OrderNumber,OrderedAt,ItemCode,Quantity,UnitPrice\n");
        for (var i = 0; i < 20_000; i++) text.Append(CultureInfo.InvariantCulture, $"C-{i / 2},2026-01-05,item-{i},1,100\n");
        var read = Read(text.ToString());
        read.Slips.Count.ShouldBe(10_000);

        // Half of the file, as a killed import leaves it, then the whole file, then once more.
        Import(read.Slips.Take(5_000)).ShouldBe(5_000);
        Import(read.Slips).ShouldBe(5_000);
        Import(read.Slips).ShouldBe(0);

        desk.Store.Find(new()).Count(static s => s.Lines.Count == 2).ShouldBe(10_000);
        desk.Store.History(new()).Count(static h => h.Rule == "Csv").ShouldBe(10_000);

        int Import(IEnumerable<CsvSlip> slips)
        {
            var made = 0;
            foreach (var batch in slips.Chunk(500))
            {
                var taken = desk.Slips.Taken(SlipDesk.Kobe, [.. batch.Select(static s => s.Entry.OrderNumber)]);
                made += desk.Slips.ApplyEach([.. batch.Select(s => desk.Slips.PlanCsv(s.Entry, taken))], "test").Count;
            }
            return made;
        }
    }

    static CsvSlipsRead Read(string text) => Read(Encoding.UTF8.GetBytes(text), CsvEncoding.Auto);

    static CsvSlipsRead Read(byte[] bytes, CsvEncoding encoding) => CsvSlips.Read(bytes, SlipDesk.Kobe, encoding, TestContext.Current.CancellationToken);
}
