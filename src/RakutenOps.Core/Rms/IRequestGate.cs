namespace RakutenOps.Core.Rms;

/// <summary>Holds a request back until it is the shop's turn (RMS's guideline: one request a second, API §1.7).</summary>
public interface IRequestGate
{
    /// <summary>Returns when the next request may be sent.</summary>
    ValueTask WaitAsync(CancellationToken cancel);
}
