using System.Globalization;
using System.Net;

namespace RakutenOps.Emulator;

/// <summary>What the command line asks for.</summary>
sealed record CommandLine
{
    public const string Help = """
        dotnet RakutenOps.Emulator.dll [--port 0] [--address 127.0.0.1] [--seed 1] [--shops-from-stdin]

        A stand-in for RMS WEB SERVICE. Prints one line when ready, {"url":…,"pid":…}, and ends when its stdin closes.
          --port              0 takes a free one
          --address           a loopback address; any other is refused
          --seed              what is drawn (names, goods, generated orders) depends on it alone
          --shops-from-stdin  the first line of stdin is a JSON array of {"id","serviceSecret","licenseKey","licenceExpiresAt"?};
                              without it there is shop 999999 with SP000000_demo / SL000000_demo
        """;

    public int Port { get; private init; }

    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    public ulong Seed { get; private init; } = 1;

    public bool ShopsFromInput { get; private init; }

    public bool HelpWanted { get; private init; }

    public static CommandLine Parse(ReadOnlySpan<string> args)
    {
        var asked = new CommandLine();
        for (var at = 0; at < args.Length; at++)
        {
            var value = at + 1 < args.Length ? args[at + 1] : null;
            switch (args[at])
            {
                case "--port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port):
                    asked = asked with { Port = port };
                    at++;
                    break;
                case "--address" when IPAddress.TryParse(value, out var address):
                    asked = asked with { Address = address };
                    at++;
                    break;
                case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    asked = asked with { Seed = seed };
                    at++;
                    break;
                case "--shops-from-stdin":
                    asked = asked with { ShopsFromInput = true };
                    break;
                case "--help":
                    asked = asked with { HelpWanted = true };
                    break;
                default:
                    throw new ArgumentException($"'{args[at]}' is not understood here.\n\n{Help}");
            }
        }
        return asked;
    }
}
