using RakutenOps.Emulator;

await using var host = await EmulatorHost.StartAsync().ConfigureAwait(false);
Console.WriteLine(host.BaseAddress);
