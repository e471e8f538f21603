using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RakutenOps.Core.Rms;

/// <summary>An answer's body in a pooled buffer; given back when disposed.</summary>
internal sealed class RmsBody : IDisposable
{
    const int FirstBuffer = 64 * 1024;

    byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    int length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Reads a body whole; false when it is larger than allowed, and then the rest is not read.</summary>
    public async Task<bool> FillAsync(HttpContent content, int largest, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > largest) return false;
        var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
                if (read == 0) return true;
                length += read;
                if (length > largest) return false;
                if (length == buffer.Length) Grow();
            }
        }
    }

    /// <summary>Turns the body into UTF-8 from the charset of its header. JSON is UTF-8 whatever a header says, so bytes that are valid UTF-8 stay as they are.</summary>
    /// <param name="charset">The header's charset; one that is unknown or null leaves the bytes.</param>
    public void ToUtf8(string? charset)
    {
        if (charset is null || (Utf8.IsValid(Bytes) && !Bytes.Contains((byte)0)) || EncodingOf(charset.Trim('"')) is not { } encoding) return;
        var text = encoding.GetString(Bytes);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        length = Encoding.UTF8.GetBytes(text, buffer);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    static Encoding? EncodingOf(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
