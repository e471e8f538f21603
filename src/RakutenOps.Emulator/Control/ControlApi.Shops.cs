using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator.Control;

static partial class ControlApi
{
    static void MapShops(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapGet("shops", context => AnswerAsync(context, () => state.Shops.Select(Describe)));
        control.MapPost("shops", context => AnswerAsync<ShopRegistration>(context, shop =>
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            state.PutShop(shop);
            return Describe(state.ShopOf(shop.Id));
        }));
        control.MapPut("shops/{id}", context => AnswerAsync<ShopChange>(context, change =>
        {
            var known = state.ShopOf(Route(context, "id")).Registration;
            state.PutShop(known with
            {
                ServiceSecret = change.ServiceSecret ?? known.ServiceSecret,
                LicenseKey = change.LicenseKey ?? known.LicenseKey,
                LicenceExpiresAt = change.LicenceExpiresAt ?? (change.LicenseKey is null ? known.LicenceExpiresAt : null),
                LicenceApiEnabled = change.LicenceApiEnabled ?? known.LicenceApiEnabled,
            });
            return Describe(state.ShopOf(known.Id));
        }));
        control.MapDelete("shops/{id}", context => AnswerAsync(context, () =>
        {
            var shop = state.ShopOf(Route(context, "id"));
            state.RemoveShop(shop.Id);
            return new { removed = shop.Id };
        }));
        control.MapGet("switches", context => AnswerAsync(context, () => state.Switches));
        control.MapPut("switches", context => AnswerAsync<System.Text.Json.Nodes.JsonObject>(context, changes =>
        {
            state.Switches = Overlay.On(state.Switches, changes);
            return state.Switches;
        }));
    }

    /// <summary>What may be shown of a shop: never its credentials.</summary>
    static object Describe(Shop shop) => new
    {
        id = shop.Id,
        licenceExpiresAt = shop.Registration.LicenceExpiresAt is { } at ? Jst.Stamp(at) : null,
        licenceApiEnabled = shop.Registration.LicenceApiEnabled,
        orders = shop.Columns.Count,
    };

    sealed record ShopChange(string? ServiceSecret, string? LicenseKey, DateTimeOffset? LicenceExpiresAt, bool? LicenceApiEnabled);
}
