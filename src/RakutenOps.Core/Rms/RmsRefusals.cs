using System.Text;
using RakutenOps.Core.Text;
using Refit;

namespace RakutenOps.Core.Rms;

/// <summary>Says why RMS did not do what was asked. Everything it writes is cleaned of the credential, even when a server sends it back.</summary>
internal sealed class RmsRefusals
{
    const int LongestQuote = 300;

    readonly string[] secrets;

    public RmsRefusals(RmsCredential credential)
    {
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.ServiceSecret}:{credential.LicenseKey}"));
        Authorization = token;
        secrets = [token, credential.ServiceSecret, credential.LicenseKey, Uri.EscapeDataString(credential.ServiceSecret), Uri.EscapeDataString(credential.LicenseKey)];
    }

    /// <summary>What follows <c>ESA</c> in the Authorization header.</summary>
    public string Authorization { get; }

    /// <summary>Text from outside, without the credential.</summary>
    public string Clean(string text)
    {
        foreach (var secret in secrets) text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>An answer that is no success: by its status, and by the code of whichever of the three shapes it has (API §1.5).</summary>
    public RmsException Answered(string function, int status, RmsAnswer? said, string? requestId, TimeSpan? retryAfter)
    {
        var rejection = said?.Refusal ?? said?.Rejection ?? (said?.Messages is [var first, ..] ? first : null);
        var code = Quote(rejection?.Code);
        var words = Quote(rejection?.Text);
        var trouble = TroubleOf(status, code, said?.Refusal is not null);
        var what = trouble switch
        {
            RmsTrouble.Unauthorised => "Rms_Unauthorised",
            RmsTrouble.RateLimited => "Rms_RateLimited",
            RmsTrouble.Rejected when rejection is null => "Rms_NoFunction",
            RmsTrouble.Rejected => "Rms_Rejected",
            _ when status is >= 300 and < 400 => "Rms_Redirected",
            _ => "Rms_Down",
        };
        return Build(trouble, function, Sentence.Of(what), code, words, status, requestId, retryAfter, null);
    }

    /// <summary>An answer that says success but cannot be understood.</summary>
    public RmsException NotUnderstood(string function, int status, string why, string? requestId) =>
        Build(RmsTrouble.Unreadable, function, Sentence.Of("Rms_NotUnderstood", why), null, null, status, requestId, null, null);

    /// <summary>No answer at all.</summary>
    public RmsException NoAnswer(string function, string why, Exception? cause) =>
        Build(RmsTrouble.Unreachable, function, why, null, null, null, null, null, cause);

    /// <summary>The time for all attempts is over.</summary>
    public static RmsException OutOfTime(string function, TimeSpan deadline, RmsException? last) =>
        new(last?.Trouble ?? RmsTrouble.Unreachable, Sentence.Of("Rms_OutOfTime", function, Math.Round(deadline.TotalSeconds), last?.Message).TrimEnd(),
            last?.RmsCode, last?.RmsMessage, last?.HttpStatus, last?.RequestId, last?.RetryAfter);

    RmsException Build(RmsTrouble trouble, string function, string what, string? code, string? words, int? status, string? requestId, TimeSpan? retryAfter, Exception? cause)
    {
        var told = string.Join(' ', new[] { status is { } number ? $"HTTP {number}" : null, code, words }.Where(static part => !string.IsNullOrEmpty(part)));
        var wait = retryAfter is { } span && span > TimeSpan.Zero ? Sentence.Of("Rms_Wait", Math.Ceiling(span.TotalSeconds)) : "";
        var message = Clean(Sentence.Of("Rms_Line", function, what, told.Length > 0 ? $" ({told})" : "", wait));
        return new(trouble, message, code, words, status, Quote(requestId), retryAfter, Safe(cause));
    }

    static RmsTrouble TroubleOf(int status, string? code, bool byGateway)
    {
        if (status is 401 or 403) return RmsTrouble.Unauthorised;
        if (byGateway && code is "ES01-01" or "ES04-01" or "GA0001") return RmsTrouble.Unauthorised;
        return status switch
        {
            429 => RmsTrouble.RateLimited,
            408 or >= 500 => RmsTrouble.Unreachable,
            >= 300 and < 400 => RmsTrouble.Unreachable,
            _ => RmsTrouble.Rejected,
        };
    }

    // Refit's own exceptions hold the request with its Authorization header; a cause that quotes the credential is left out as a whole.
    Exception? Safe(Exception? cause)
    {
        while (cause is ApiExceptionBase) cause = cause.InnerException;
        if (cause is null) return null;
        var text = cause.ToString();
        return Clean(text) == text ? cause : null;
    }

    string? Quote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = Clean(text);
        return clean.Length <= LongestQuote ? clean : clean[..LongestQuote] + "…";
    }
}
