using System.Net;
using System.Text;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Slips;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Tests.Slips;
using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Hostile;

/// <summary>Whatever comes in, only the errors that are documented come out, nothing hangs, and nothing is written.</summary>
[Trait(Proof.Trait, Proof.Long)]
public sealed class HostileInputTests(ITestOutputHelper output)
{
    static readonly RmsClientOptions Once = new() { Retries = 0 };
    static readonly string[] Asked = ["a-1", "a-2", "a-3"];

    static readonly byte[][] Bodies =
    [
        .. new[]
        {
            Given.NoHits,
            """{"MessageModelList":[],"orderNumberList":["a-1","a-2"],"PaginationResponseModel":{"totalRecordsAmount":2,"totalPages":1,"requestPage":1}}""",
            Given.Orders(
                Given.Order("a-1", """
                    "shopOrderCfmDatetime":"2026-11-01T10:05:00+0900","orderFixDatetime":null,"shippingInstDatetime":"2026-11-01T10:30:00+0900","shippingCmplRptDatetime":null,"requestPrice":3000,"totalPrice":3000,"postagePrice":-9999,
                    "SettlementModel":{"settlementMethodCode":1,"settlementMethod":"クレジットカード","rpaySettlementFlag":1,"cardName":null},"WrappingModel1":null,"CouponModelList":null,
                    "PackageModelList":[{"basketId":2117568357,"postageTaxRate":0.1,"ItemModelList":[{"itemNumber":"x","manageNumber":"y","itemName":"z","units":2,"price":1500,"priceTaxIncl":1500,"SkuModelList":[]}],"ShippingModelList":[{"shippingDetailId":1,"deliveryCompany":"1001","shippingNumber":null,"shippingDate":"2026-12-20"}]}],
                    "ChangeReasonModelList":[{"changeId":1,"changeType":4,"changeTypeDetail":10,"changeApplyDatetime":"2026-11-01T10:20:00+0900","changeFixDatetime":null,"changeCmplDatetime":null}],"DueDateModelList":[{"dueDateType":1,"dueDate":"2026-11-10"}]
                    """),
                Given.Order("a-2")),
            Given.Messages(Given.Message("INFO", "GET_ORDER_INFO_102", "受注情報が取得できませんでした。", "a-3"), Given.Message("INFO", "CONFIRM_ORDER_INFO_101", "", "a-1")),
            """{"MessageModelList":[],"OrderModel":{"orderNumber":"a-1","PaymentModelList":[{"orderPaymentNumber":"a-1-1","paymentMethod":1,"paymentStatus":30300,"paymentAmount":3000,"paymentProcReqDatetime":"2026-11-01T10:00:00+0900","paymentProcNgDatetime":null,"paymentProcCmplDatetime":"2026-11-01T10:30:00+0900"}]}}""",
            """{"Results":{"errorCode":"ES01-01","message":"Un-Authorised"}}""",
            """{"errors":[{"code":"GA0001","message":"Un-Authorised"}]}""",
            """{"expiryDate":"2026-11-28T23:59:59"}""",
            "<html>メンテナンス</html>",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    static readonly byte[] Csv = Encoding.UTF8.GetBytes(
        "受注番号,受注日,支払方法,合計金額,商品コード,商品名,数量,単価,出荷予定日,納品書印刷指示日\r\nC-1,2026-01-05 10:00,カード,,a,\"食パン, 「特」\r\n2斤\",2,\"1,000\",2026-01-20,\r\nC-1,,,,b,,3,500,,\r\nC-2,2026/1/6,銀行振込,¥500,,,,,,2026-01-21\r\n");

    [Fact]
    public Task RMS_bodies_give_an_answer_or_an_RmsException() => Fuzz.RunAsync(55, output.WriteLine, static async random =>
    {
        using var rms = new RmsClient(new("http://127.0.0.1:9"), Given.Keys, OpenGate.Instance, new SkippingClock(), Once, new OneAnswer(random));
        try
        {
            switch (random.Next(8))
            {
                case 0: (await rms.SearchAsync(Given.Search, random.Next(1, 3), CancellationToken.None)).OrderNumbers.ShouldAllBe(static n => n.Length > 0); break;
                case 1: await rms.PaymentsAsync("a-1", CancellationToken.None); break;
                case 2: Asked.Except((await rms.ConfirmAsync(Asked, CancellationToken.None)).Select(static a => a.OrderNumber)).ShouldBeEmpty(); break;
                case 3: await rms.SetShippingDatesAsync("a-1", [new(1, null, "1001", new(2026, 12, 1))], CancellationToken.None); break;
                case 4: await rms.LicenceExpiryAsync(CancellationToken.None); break;
                default: EveryOrderIsTold(await rms.OrdersAsync(Asked, CancellationToken.None)); break;
            }
        }
        catch (RmsException refused)
        {
            refused.Message.ShouldNotContain(Given.Keys.LicenseKey);
        }
    });

    [Fact]
    public async Task CSV_files_give_slips_and_faults_or_an_IOException()
    {
        using var desk = new SlipDesk();
        await Fuzz.RunAsync(20, output.WriteLine, random =>
        {
            try
            {
                var read = CsvSlips.Read(Damage.Of(Csv, random), SlipDesk.Kobe, (CsvEncoding)random.Next(3), CancellationToken.None);
                foreach (var slip in read.Slips) Planned(() => desk.Slips.PlanCsv(slip.Entry, new HashSet<string>()), refused => read.ColumnOf(slip, refused).ShouldNotBeNullOrEmpty());
                read.Faults.ShouldAllBe(static f => f.Row > 1 && f.Why.ToString().Length > 0);
            }
            catch (IOException)
            {
                // What a file that is none gives.
            }
            return Task.CompletedTask;
        });
        Rows(desk).ShouldBeEmpty();
    }

    [Fact]
    public async Task Parameters_give_a_plan_or_a_SlipException_and_nothing_is_written()
    {
        using var desk = new SlipDesk();
        desk.Waiting("o-1");
        desk.Paid("o-2");
        var before = Rows(desk);
        await Fuzz.RunAsync(15, output.WriteLine, random =>
        {
            Planned(() => random.Next(8) switch
            {
                0 => desk.Slips.PlanNew(Entry(random)),
                1 => desk.Slips.PlanCopy(Slip(random)),
                2 => desk.Slips.PlanSplit(Slip(random), Enumerable.Range(random.Next(-1, 3), random.Next(4)).ToDictionary(static n => n, _ => Number(random))),
                3 => desk.Slips.PlanMerge(Slip(random), [Slip(random), Slip(random)]),
                4 => desk.Slips.PlanRestore(Slip(random)),
                5 => desk.Slips.PlanSet(Slip(random), Patch(random)),
                6 => desk.Slips.PlanReset(Slip(random), Yen(random), random.Next(2) == 0),
                _ => desk.Slips.PlanApproval(Slip(random), Day(random)),
            }, static refused => refused.Advice.ShouldNotBeEmpty());
            desk.Slips.Find(new() { OrderNumbers = [Damage.Word(random)], Shops = [Damage.Word(random)], OrderedFrom = Moment(random), OrderedBefore = Moment(random), SlipNumbers = random.Next(2) == 0 ? [Slip(random)] : null }).Count().ShouldBeLessThan(3);
            desk.Store.History(new() { Rule = Damage.Word(random), RunId = Damage.Word(random), Since = Moment(random) }).ShouldBeEmpty();
            try
            {
                StoreLocation.Parse(Damage.Word(random) + Damage.Word(random)).ToString().ShouldNotBeEmpty();
            }
            catch (StoreException)
            {
                // No location.
            }
            return Task.CompletedTask;
        });
        Rows(desk).ShouldBe(before);
    }

    static void Planned(Func<SlipPlan> plan, Action<SlipException> refused)
    {
        try
        {
            var planned = plan();
            (planned.Target.ToString().Length * planned.Action.ToString().Length).ShouldBePositive();
        }
        catch (SlipException e)
        {
            e.Message.ShouldNotBeEmpty();
            refused(e);
        }
    }

    // Every order asked for is read, missing or reported, and once.
    static void EveryOrderIsTold(OrdersRead read)
    {
        var told = read.Orders.Select(static o => o.OrderNumber).Concat(read.Missing).Concat(read.Unreadable.Select(static u => u.OrderNumber)).Where(Asked.Contains).ToList();
        told.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(Asked);
        read.Orders.Select(static o => o.OrderNumber).ShouldBeSubsetOf(Asked);
        read.Orders.Select(static o => o.OrderNumber).ShouldBeUnique();
    }

    static List<string> Rows(SlipDesk desk) => [.. desk.Store.Find(new()).Select(static s => $"{s} {string.Join(';', s.Lines)}"), .. desk.Store.History(new()).Select(static h => h.ToString())];

    static SlipEntry Entry(Random random) => new()
    {
        Shop = SlipDesk.Kobe,
        OrderNumber = random.Next(2) == 0 ? "n-1" : Damage.Word(random),
        OrderedAt = Moment(random) ?? SlipDesk.Jst("2026-01-05"),
        PaymentMethod = random.Next(2) == 0 ? null : Damage.Word(random),
        TotalAmount = Yen(random),
        Lines = [.. Enumerable.Range(1, random.Next(3)).Select(n => new OrderLine { LineNumber = n, ItemCode = Damage.Word(random), ItemName = Damage.Word(random), Quantity = Number(random), AllocatedQuantity = Number(random), UnitPrice = Yen(random) ?? 1 })],
        PlannedShipDate = Day(random),
        PrintInstructDate = Day(random),
    };

    static SlipPatch Patch(Random random) => new()
    {
        PaymentMethod = random.Next(2) == 0 ? null : Damage.Word(random),
        TotalAmount = Yen(random),
        PlannedShipDate = random.Next(2) == 0 ? null : new(Day(random)),
        PrintInstructDate = random.Next(2) == 0 ? null : new(Day(random)),
        DepositStatus = random.Next(3) == 0 ? (DepositStatus)Number(random) : null,
        ApprovalStatus = random.Next(3) == 0 ? (ApprovalStatus)Number(random) : null,
        ApprovalDate = random.Next(3) == 0 ? new(Day(random)) : null,
        Status = random.Next(4) == 0 ? (SlipStatus)random.Next(60) : null,
        CancelKind = random.Next(4) == 0 ? (CancelKind)random.Next(25) : null,
        Lines = random.Next(2) == 0 ? [] : [new(Number(random)) { AllocatedQuantity = Number(random), ReleaseDate = new(Day(random)) }],
    };

    static long Slip(Random random) => random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(1, 4);

    static int Number(Random random) => random.Next(4) switch { 0 => random.Next(int.MinValue, int.MaxValue), 1 => int.MaxValue, _ => random.Next(-2, 5) };

    static decimal? Yen(Random random) => random.Next(5) switch { 0 => null, 1 => decimal.MaxValue, 2 => decimal.MinValue, 3 => random.Next(-5, 5000) / 10m, _ => random.Next(5000) };

    static DateOnly? Day(Random random) => random.Next(5) switch { 0 => null, 1 => DateOnly.MinValue, 2 => DateOnly.MaxValue, _ => new DateOnly(2026, 1, 10).AddDays(random.Next(-40, 80)) };

    static DateTimeOffset? Moment(Random random) => random.Next(5) switch { 0 => null, 1 => DateTimeOffset.MinValue, 2 => DateTimeOffset.MaxValue, _ => SlipDesk.Jst("2026-01-10").AddMinutes(random.Next(-100_000, 100_000)) };

    /// <summary>Answers each request with one damaged body under a status, a type and a charset of some kind.</summary>
    sealed class OneAnswer(Random random) : HttpMessageHandler
    {
        static readonly int[] Statuses = [200, 200, 200, 200, 200, 400, 401, 204, 302, 404, 429, 500, 503];
        static readonly string?[] Types = ["application/json;charset=UTF-8", "application/json; charset=Shift_JIS", "text/html; charset=utf-16", "application/json; charset=\"bad name\"", null];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage((HttpStatusCode)Statuses[random.Next(Statuses.Length)]) { Content = new ByteArrayContent(Damage.Of(Bodies[random.Next(Bodies.Length)], random)) };
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) == 0 ? Types[random.Next(Types.Length)] : Types[0]);
            if (random.Next(4) == 0) answer.Headers.TryAddWithoutValidation("Retry-After", Damage.Word(random).ReplaceLineEndings(""));
            if (random.Next(4) == 0) answer.Headers.TryAddWithoutValidation("RequestId", Damage.Word(random).ReplaceLineEndings(""));
            return Task.FromResult(answer);
        }
    }
}
