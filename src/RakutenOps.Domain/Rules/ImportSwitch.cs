namespace RakutenOps.Rules;

/// <summary>R1 受注取込 [利用する] and a working licence: off or expired, nothing is imported and no slip is changed.</summary>
public static class ImportSwitch
{
    /// <summary>Whether order import is in use for the shop.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckSwitch(Situation s)
    {
        var on = s.Shop.Shop.OrderImport;
        return new("R1", new("Condition_ImportSwitch"), new(on ? "On" : "Off"), new("On"), on, Reason.ApiOff);
    }

    /// <summary>Whether the licence key still holds; a key whose end RMS never told counts as holding, for RMS itself refuses an ended one.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckLicence(Situation s)
    {
        var ends = s.Shop.Shop.LicenseExpiresAt;
        return new("R1", new("Condition_Licence"), Phrase.Value(ends), new("Wanted_AfterNow"), ends is null || ends >= s.Now, Reason.LicenseInvalid);
    }
}
