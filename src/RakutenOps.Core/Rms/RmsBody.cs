using System.Buffers;

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

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
