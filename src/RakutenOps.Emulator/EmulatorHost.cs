using System.Net;
using RakutenOps.Emulator.Control;
using RakutenOps.Emulator.Http;

namespace RakutenOps.Emulator;

/// <summary>An emulator that listens. Disposing it stops it and forgets everything.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly CancellationTokenSource _stopRequested;

    EmulatorHost(WebApplication app, EmulatorState state, CancellationTokenSource stopRequested) =>
        (_app, State, _stopRequested) = (app, state, stopRequested);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5123/</c>. RMS's paths and <c>/_emulator/</c> are under it.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>What it holds: shops, orders, clock, counts.</summary>
    public EmulatorState State { get; }

    /// <summary>Cancelled when someone asked for a stop through <c>/_emulator/shutdown</c>.</summary>
    public CancellationToken StopRequested => _stopRequested.Token;

    /// <summary>Starts an emulator on a loopback port.</summary>
    /// <param name="options">How; null for all defaults.</param>
    /// <param name="cancellationToken">Ends the start, not the emulator.</param>
    /// <returns>The emulator, ready for requests.</returns>
    /// <exception cref="ArgumentException">The address is not loopback: the emulator has no TLS, and its control API no password.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        if (!IPAddress.IsLoopback(options.Address))
            throw new ArgumentException($"The emulator listens on loopback only, not on {options.Address}: it has no TLS, and its control API no password.", nameof(options));

        var builder = WebApplication.CreateEmptyBuilder(new() { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            // A client that is slow on loopback is a busy machine, and no attack.
            kestrel.Limits.MinRequestBodyDataRate = kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        var state = new EmulatorState(options);
        var stopRequested = new CancellationTokenSource();
        var gateway = new RmsGateway(state, options.Seed, options.TimeProvider);
        var app = builder.Build();
        app.Use(LoopbackNamesOnlyAsync);
        app.UseRouting();
        ControlApi.Map(app, state, stopRequested);
        app.UseEndpoints(_ => { });
        app.Run(gateway.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            stopRequested.Dispose();
            throw;
        }
        return new(app, state, stopRequested);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopRequested.Dispose();
    }

    /// <summary>A page in a browser that resolves its own name to this machine must not reach the control API.</summary>
    static Task LoopbackNamesOnlyAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
