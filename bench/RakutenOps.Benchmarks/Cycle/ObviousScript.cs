using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RakutenOps.Benchmarks.Rms;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>
/// What an admin would write today: every waiting order by getOrder in hundreds, the whole answer parsed, one UPDATE per slip that is paid. It keeps no history, asks no rule but
/// "it stands at 300", and would lose what a person changes meanwhile; it is here for its cost.
/// </summary>
internal static class ObviousScript
{
    /// <summary>Runs it.</summary>
    /// <param name="rms">Where RMS answers.</param>
    /// <param name="file">The store.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="oneTransaction">Whether a careful author put all updates into one transaction; else each is its own, as SQLite does by itself.</param>
    /// <returns>Slips paid.</returns>
    public static async Task<(int Paid, int Requests)> RunAsync(Uri rms, string file, string shop, bool oneTransaction)
    {
        using var http = new HttpClient { BaseAddress = rms };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ESA", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RmsSpec.Secret(shop)}:{RmsSpec.Key(shop)}")));
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL");
        var waiting = new List<string>();
        using (var select = connection.CreateCommand())
        {
            select.CommandText = "SELECT order_number FROM order_slip WHERE status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL AND cancel_kind = 0 AND origin = 'api'";
            using var reader = select.ExecuteReader();
            while (reader.Read()) waiting.Add(reader.GetString(0));
        }
        using var update = connection.CreateCommand();
        update.CommandText = "UPDATE order_slip SET deposit_status = 2, approval_status = 30, approval_date = @day, status = 20 WHERE root_order_number = @order";
        update.Parameters.AddWithValue("@day", "");
        update.Parameters.AddWithValue("@order", "");
        var (paid, requests) = (0, 0);
        if (oneTransaction) Execute(connection, "BEGIN");
        foreach (var chunk in waiting.Chunk(100))
        {
            requests++;
            using var response = await http.PostAsJsonAsync("/es/2.0/order/getOrder/", new { orderNumberList = chunk, version = 10 });
            response.EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            foreach (var order in json.RootElement.GetProperty("OrderModelList").EnumerateArray())
            {
                if (order.GetProperty("orderProgress").GetInt32() != 300) continue;
                update.Parameters[0].Value = order.GetProperty("shippingInstDatetime").GetString()![..10].ToString(CultureInfo.InvariantCulture);
                update.Parameters[1].Value = order.GetProperty("orderNumber").GetString();
                paid += update.ExecuteNonQuery();
            }
        }
        if (oneTransaction) Execute(connection, "COMMIT");
        return (paid, requests);
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
