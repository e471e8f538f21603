using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>The troubleshooting topic of the packaged module knows every reason that a decision can have.</summary>
public sealed class TroubleshootingTests : IDisposable
{
    readonly ModuleSession session = ModuleSession.Open();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("en-US")]
    [InlineData("ja-JP")]
    public void Every_reason_code_is_explained(string language)
    {
        var codes = session.Run("foreach ($reason in [Enum]::GetValues([RakutenOps.Reason])) { [RakutenOps.ReasonCode]::Of($reason) }").Clean().As<string>();
        codes.ShouldContain("outside_period");

        // A term of the topic's tables stands in a line of its own, its explanation under it.
        var terms = File.ReadLines(Path.Combine(PackagedModule.Folder, language, "about_RakutenOps_Troubleshooting.help.txt")).Select(static l => l.Trim()).ToHashSet();

        codes.Where(c => !terms.Contains(c)).ShouldBeEmpty();
    }
}
