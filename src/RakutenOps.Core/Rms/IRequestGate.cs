namespace RakutenOps.Core.Rms;

/// <summary>Waits for a shop's turn to send a request (API §1.7).</summary>
public interface IRequestGate
{
    /// <summary>Returns when the next request may be sent.</summary>
    /// <param name="cancel">Ends the wait at once.</param>
    ValueTask WaitAsync(CancellationToken cancel);
}
