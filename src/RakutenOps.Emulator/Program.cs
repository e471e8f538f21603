using System.Text.Json;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Control;
using RakutenOps.Emulator.Shops;

try
{
    var asked = CommandLine.Parse(args);
    if (asked.HelpWanted)
    {
        Console.WriteLine(CommandLine.Help);
        return 0;
    }
    // Credentials come on stdin, never on the command line, where every user of the machine could read them.
    var shops = asked.ShopsFromInput ? ReadShops(await Console.In.ReadLineAsync()) : [];
    await using var host = await EmulatorHost.StartAsync(new() { Port = asked.Port, Address = asked.Address, Seed = asked.Seed, Shops = shops });
    Console.WriteLine(JsonSerializer.Serialize(new { url = host.BaseAddress.GetLeftPart(UriPartial.Authority), pid = Environment.ProcessId }));
    await Task.WhenAny(InputClosedAsync(), Task.Delay(Timeout.Infinite, host.StopRequested));
    return 0;
}
catch (Exception error) when (error is ArgumentException or IOException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}

static List<ShopRegistration> ReadShops(string? line)
{
    try
    {
        return JsonSerializer.Deserialize<List<ShopRegistration>>(line ?? "", ControlJson.Options) ?? [];
    }
    catch (JsonException)
    {
        // The reader's own words could quote a secret.
        throw new ArgumentException("""With --shops-from-stdin the first line of stdin is a JSON array: [{"id":"123456","serviceSecret":"…","licenseKey":"…"}].""");
    }
}

static Task InputClosedAsync() => Task.Run(() =>
{
    while (Console.In.ReadLine() is not null)
    {
        // The parent says nothing more; it only holds the pipe open for as long as it lives.
    }
});
