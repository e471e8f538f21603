using System.Net;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>Where RMS answers, and which places may be asked: https, or plain http on loopback alone (the emulator).</summary>
public static class RmsEndpoint
{
    /// <summary>Rakuten's own (API §1.1).</summary>
    public static Uri Rakuten { get; } = new("https://api.rms.rakuten.co.jp");

    /// <summary>Returns the endpoint when a credential may be sent there.</summary>
    /// <exception cref="RmsException">It is not https and not loopback, or holds more than a place.</exception>
    public static Uri Checked(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http"))
        {
            throw Refused(Sentence.Of("Rms_NoHttps"));
        }
        if (endpoint.Scheme == "http" && !IsLoopback(endpoint))
        {
            throw Refused(Sentence.Of("Rms_PlainHttp", endpoint.Host));
        }
        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw Refused(Sentence.Of("Rms_NotAPlace", endpoint.Host));
        }
        return endpoint;
    }

    /// <summary>Whether an endpoint is on this machine.</summary>
    public static bool IsLoopback(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(endpoint.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
    }

    static RmsException Refused(string message) => new(RmsTrouble.Rejected, message, code: "InsecureEndpoint");
}
