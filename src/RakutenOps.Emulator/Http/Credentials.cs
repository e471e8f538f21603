using System.Text;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator.Http;

/// <summary><c>Authorization: ESA base64(serviceSecret:licenseKey)</c> (§1.1).</summary>
static class Credentials
{
    public static bool Same(ShopRegistration one, ShopRegistration other) => one.ServiceSecret == other.ServiceSecret && one.LicenseKey == other.LicenseKey;

    /// <summary>The shop these credentials are for, or null.</summary>
    public static Shop? ShopFor(string? authorization, IReadOnlyList<Shop> shops)
    {
        if (authorization?.StartsWith("ESA ", StringComparison.Ordinal) != true) return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[4..].Trim(), bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return shops.FirstOrDefault(shop => pair == shop.Registration.ServiceSecret + ":" + shop.Registration.LicenseKey);
    }
}
