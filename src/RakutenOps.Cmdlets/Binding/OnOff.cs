namespace RakutenOps;

/// <summary>On or off, as a value of a setting.</summary>
public enum OnOff
{
    /// <summary>利用しない.</summary>
    Off = 0,
    /// <summary>利用する.</summary>
    On = 1,
}
