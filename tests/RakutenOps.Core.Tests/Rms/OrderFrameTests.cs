using System.IO.Compression;
using System.Text;

namespace RakutenOps.Core.Rms;

/// <summary>What stands around the orders of an answer: encoding, messages, orders that are missing, double or not asked for.</summary>
public class OrderFrameTests
{
    static readonly RmsClientOptions Once = new() { Retries = 0 };

    public static TheoryData<string> Encodings => ["plain", "bom", "gzip", "deflate", "br", "no type", "text/html", "odd charset", "quoted charset", "shift_jis", "utf-16", "latin1 said, utf-8 sent"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task An_answer_is_read_in_every_encoding(string kind)
    {
        var body = Given.Orders(Given.Order("a-1", """ "SettlementModel":{"settlementMethod":"銀行振込","rpaySettlementFlag":1} """));
        await using var server = new CannedRms(Encoded(kind, body));
        using var rms = Given.Client(server, options: Once);
        var order = (await rms.OrdersAsync(["a-1"], TestContext.Current.CancellationToken)).Orders.ShouldHaveSingleItem();
        order.SettlementCode.ShouldBe(9);
        order.SettlementName.ShouldBe("銀行振込");
    }

    [Fact]
    public async Task What_says_gzip_and_is_none_is_asked_for_again()
    {
        await using var server = new CannedRms(Reply.Of(200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", Encoding.UTF8.GetBytes(Given.Orders())), Reply.Json(Given.Orders(Given.Order("a-1"))));
        using var rms = Given.Client(server);
        (await rms.OrdersAsync(["a-1"], TestContext.Current.CancellationToken)).Orders.ShouldHaveSingleItem();
        rms.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"OrderModelList":[@]}""")]
    [InlineData("""{"MessageModelList":null,"OrderModelList":[@],"version":"10"}""")]
    [InlineData("""{"version":3,"OrderModelList":[null,@,null],"MessageModelList":[]}""")]
    [InlineData("""{"orderModelList":@}""")] // a lone model where a list belongs
    [InlineData("""{"messageModelList":[{"MESSAGETYPE":"info","messagecode":"x"}],"ORDERMODELLIST":[@,],"extra":{"OrderModelList":[1]}}""")]
    public async Task An_answer_is_read_with_or_without_what_stands_around_the_orders(string frame)
    {
        var read = await ReadAsync(frame.Replace("@", Given.Order("a-1"), StringComparison.Ordinal), "a-1");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-1");
        read.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public async Task Found_missing_unreadable_and_forgotten_orders_are_told_apart_whatever_their_order()
    {
        var body = $$"""
            {"MessageModelList":[{{Given.Message("INFO", "GET_ORDER_INFO_102", "受注情報が取得できませんでした。", "a-2")}},{{Given.Message("INFO", "GET_ORDER_INFO_101", "(取得件数2件)")}},{{Given.Message("WARNING", "GET_ORDER_WARNING_101", "確認中", "a-5")}},
            {{Given.Message("INFO", "GET_ORDER_INFO_102", "x", "z-9")}}],
            "OrderModelList":[{{Given.Order("a-4", progress: "\"?\"")}},{{Given.Order("a-1")}}]}
            """;
        var read = await ReadAsync(body, "a-1", "a-2", "a-3", "a-4", "a-5");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-1");
        read.Missing.ShouldBe(["a-2"]);
        read.Unreadable.Select(static u => u.OrderNumber).Order(StringComparer.Ordinal).ShouldBe(["a-3", "a-4", "a-5"]);
        read.Unreadable.Single(static u => u.OrderNumber == "a-3").Why.ShouldContain("not in RMS's answer");
        read.Unreadable.Single(static u => u.OrderNumber == "a-5").Why.ShouldContain("確認中");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task None_found_is_told_per_number_or_for_all_at_once(string list)
    {
        var each = string.Join(',', new[] { "a-1", "a-2" }.Select(static n => Given.Message("INFO", "GET_ORDER_INFO_102", "x", n)));
        (await ReadAsync($$"""{"MessageModelList":[{{each}}],"OrderModelList":{{list}}}""", "a-1", "a-2")).Missing.ShouldBe(["a-1", "a-2"], ignoreOrder: true);
        var all = Given.Message("INFO", "GET_ORDER_INFO_102", "x");
        (await ReadAsync($$"""{"MessageModelList":[{{all}}],"OrderModelList":{{list}}}""", "a-1", "a-2")).Missing.ShouldBe(["a-1", "a-2"], ignoreOrder: true);
        (await ReadAsync($$"""{"MessageModelList":[{{all}}]}""", "a-1")).Missing.ShouldBe(["a-1"]);
    }

    [Fact]
    public async Task An_order_of_another_shop_is_left_out_and_the_one_asked_for_is_not_taken_as_missing()
    {
        var read = await ReadAsync(Given.Orders(Given.Order("000000-20261101-0000000001"), Given.Order("a-2")), "a-1", "a-2");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-2");
        read.Missing.ShouldBeEmpty();
        read.Unreadable.Select(static u => u.OrderNumber).ShouldBe(["000000-20261101-0000000001", "a-1"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_order_given_twice_alike_is_one_and_given_differently_is_none()
    {
        var alike = await ReadAsync(Given.Orders(Given.Order("a-1"), Given.Order("a-1", """ "memo":"other" """)), "a-1");
        alike.Orders.ShouldHaveSingleItem();
        alike.Unreadable.ShouldBeEmpty();
        var unlike = await ReadAsync(Given.Orders(Given.Order("a-1"), Given.Order("a-1", progress: "200"), Given.Order("a-2")), "a-1", "a-2");
        unlike.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-2");
        unlike.Unreadable.ShouldHaveSingleItem().ShouldSatisfyAllConditions(u => u.OrderNumber.ShouldBe("a-1"), u => u.Why.ShouldContain("twice"));
    }

    [Fact]
    public async Task An_order_that_is_given_and_said_to_be_unknown_is_not_taken()
    {
        var body = $$"""{"MessageModelList":[{{Given.Message("INFO", "GET_ORDER_INFO_102", "x", "000000-1")}}],"OrderModelList":[{{Given.Order("000000-1")}},{{Given.Order("a-2")}}]}""";
        var read = await ReadAsync(body, "000000-1", "a-1", "a-2");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-2");
        read.Missing.ShouldBeEmpty();
        read.Unreadable.Select(static u => u.OrderNumber).ShouldBe(["000000-1", "a-1"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_order_given_once_well_and_once_badly_is_read()
    {
        var read = await ReadAsync(Given.Orders(Given.Order("a-1", progress: "\"?\""), Given.Order("a-1")), "a-1");
        read.Orders.ShouldHaveSingleItem();
        read.Unreadable.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7", "#1")]
    [InlineData("\"a-1\"", "#1")]
    [InlineData("[[]]", "#1")]
    [InlineData("{}", "#1")]
    [InlineData("{\"orderNumber\":null,\"orderProgress\":300}", "#1")]
    [InlineData("{\"orderNumber\":{\"x\":1},\"orderProgress\":300}", "#1")]
    [InlineData("{\"orderProgress\":[],\"OrderNumber\":\"a-1\"}", "a-1")]
    public async Task An_order_that_is_none_is_reported_by_number_or_place(string order, string named)
    {
        var read = await ReadAsync(Given.Orders(order, Given.Order("a-2")), "a-1", "a-2");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("a-2");
        read.Unreadable.ShouldContain(u => u.OrderNumber == named);
        read.Unreadable.ShouldContain(u => u.OrderNumber == "a-1");
    }

    [Theory]
    [InlineData("""{"orderNumberList":["a-1","a-2"],"MessageModelList":[],"PaginationResponseModel":null}""", 2, 1)]
    [InlineData("""{"ordernumberlist":["a-1","a-2"]}""", 2, 1)]
    [InlineData("""{"orderNumberList":["a-1"," a-2 ",null,""],"PaginationResponseModel":{"totalRecordsAmount":null,"totalPages":null,"requestPages":null}}""", 2, 1)]
    [InlineData("""{"orderNumberList":"a-1","PaginationResponseModel":[]}""", null, null)]
    [InlineData("""{"orderNumberList":["a-1","a-2"],"PaginationResponseModel":{"totalRecordsAmount":"1002","totalPages":2.0,"requestPage":1}}""", 1002, 2)]
    [InlineData("""{"orderNumberList":[],"MessageModelList":[{"messageType":"INFO","messageCode":"ORDER_EXT_API_SEARCH_ORDER_INFO_102"}],"PaginationResponseModel":null}""", 0, 0)]
    [InlineData("""{"orderNumberList":null,"MessageModelList":[{"messageType":"INFO","messageCode":"ORDER_EXT_API_SEARCH_ORDER_INFO_102"}]}""", 0, 0)]
    public async Task A_search_is_read_with_or_without_its_counts(string body, int? total, int? pages)
    {
        await using var server = new CannedRms(Reply.Json(body));
        using var rms = Given.Client(server, options: Once);
        var asked = rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken);
        if (total is null)
        {
            (await Should.ThrowAsync<RmsException>(asked)).Trouble.ShouldBe(RmsTrouble.Unreadable);
            return;
        }
        var page = await asked;
        page.Total.ShouldBe(total.Value);
        page.Pages.ShouldBe(pages!.Value);
        page.OrderNumbers.ShouldBe(total == 0 ? [] : ["a-1", "a-2"]);
    }

    [Fact]
    public async Task A_full_page_without_counts_is_followed_by_another()
    {
        var full = $$"""{"orderNumberList":[{{string.Join(',', Enumerable.Range(1, 1000).Select(static n => $"\"a-{n}\""))}}],"PaginationResponseModel":null}""";
        await using var server = new CannedRms(Reply.Json(full));
        using var rms = Given.Client(server, options: Once);
        (await rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken)).Pages.ShouldBe(2);
    }

    static async Task<OrdersRead> ReadAsync(string body, params string[] asked)
    {
        await using var server = new CannedRms(Reply.Json(body));
        using var rms = Given.Client(server, options: Once);
        return await rms.OrdersAsync(asked, TestContext.Current.CancellationToken);
    }

    static Reply Encoded(string kind, string body)
    {
        var utf8 = Encoding.UTF8.GetBytes(body);
        const string Json = "Content-Type: application/json;charset=UTF-8\r\n";
        return kind switch
        {
            "bom" => Reply.Of(200, Json, [0xEF, 0xBB, 0xBF, .. utf8]),
            "gzip" => Reply.Of(200, Json + "Content-Encoding: gzip\r\n", Packed(utf8, static s => new GZipStream(s, CompressionLevel.Fastest))),
            "deflate" => Reply.Of(200, Json + "Content-Encoding: deflate\r\n", Packed(utf8, static s => new ZLibStream(s, CompressionLevel.Fastest))),
            "br" => Reply.Of(200, Json + "Content-Encoding: br\r\n", Packed(utf8, static s => new BrotliStream(s, CompressionLevel.Fastest))),
            "no type" => Reply.Of(200, "", utf8),
            "text/html" => Reply.Of(200, "Content-Type: text/html\r\n", utf8),
            "odd charset" => Reply.Of(200, "Content-Type: application/json;charset=utf8mb4\r\n", utf8),
            "quoted charset" => Reply.Of(200, "Content-Type: application/json; charset=\"utf-8\"\r\n", utf8),
            "shift_jis" => Reply.Of(200, "Content-Type: application/json; charset=Shift_JIS\r\n", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(body)),
            "utf-16" => Reply.Of(200, "Content-Type: application/json; charset=utf-16\r\n", Encoding.Unicode.GetBytes(body)),
            "latin1 said, utf-8 sent" => Reply.Of(200, "Content-Type: application/json; charset=ISO-8859-1\r\n", utf8),
            _ => Reply.Json(body),
        };
    }

    static byte[] Packed(byte[] body, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(body);
        return packed.ToArray();
    }
}
