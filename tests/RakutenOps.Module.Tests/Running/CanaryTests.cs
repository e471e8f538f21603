using System.Diagnostics;
using System.Text;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Running;

/// <summary>A canary key in every source appears nowhere: no stream, error, log, history, store, command line or rendered object.</summary>
[Collection("Emulator")]
public sealed class CanaryTests : IDisposable
{
    const string Secret = "SPcanary7413", Key = "SLcanary9925", HookPath = "hookcanary3";

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-canary-").FullName;
    readonly ModuleSession session = ModuleSession.Open();

    public CanaryTests() => session.Run(
        """
        $env:RAKUTENOPS_CONFIG = "$folder/config"
        $env:RAKUTENOPS_STATE = "$folder/state"
        $env:RAKUTENOPS_LOG = "$folder/logs"
        $env:CREDENTIALS_DIRECTORY = $folder
        $env:RAKUTENOPS_TEST_CANARY = "${secret}:$key"
        $env:RAKUTENOPS_TEST_HOOK = "http://127.0.0.1:9/$hook"
        function Get-Secret { [CmdletBinding()] param($Name, $Vault) if ($Vault -ne 'Work') { throw 'no such vault' } [pscredential]::new($secret, (Protect $key)) }
        function Protect([string] $text) { $s = [securestring]::new(); foreach ($c in $text.ToCharArray()) { $s.AppendChar($c) } $s }
        $null = Connect-OrderSlipStore -Path "$folder/slips.db"
        $emulator = Start-RmsEmulator
        """,
        ("folder", folder), ("secret", Secret), ("key", Key), ("hook", HookPath)).Clean();

    public void Dispose()
    {
        session.Run("Stop-RmsEmulator; foreach ($v in 'CONFIG', 'STATE', 'LOG', 'TEST_CANARY', 'TEST_HOOK') { [Environment]::SetEnvironmentVariable(\"RAKUTENOPS_$v\", $null) }; $env:CREDENTIALS_DIRECTORY = $null");
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("-CredentialReference env:RAKUTENOPS_TEST_CANARY")]
    [InlineData("-CredentialReference systemd:kobe")]
    [InlineData("-CredentialReference vault:Work/kobe")]
    [InlineData("-Credential ([pscredential]::new($secret, (Protect $key)))")]
    public void A_key_appears_nowhere_wherever_it_is_kept_and_whether_RMS_takes_it_or_not(string kept)
    {
        File.WriteAllText(Path.Combine(folder, "kobe"), $"{Secret}:{Key}");
        Register();
        var seen = new StringBuilder();
        seen.Append(session.Render($"Register-RakutenShop kobe {kept} -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On -PassThru -Verbose -Debug *>&1"));

        foreach (var accepted in new[] { false, true })
        {
            if (accepted) Accept();
            seen.Append(session.Render(
                """
                Get-RakutenShop kobe; Test-RakutenShop kobe -Verbose -Debug; Get-RakutenLicense kobe
                Invoke-RakutenSyncCycle -Notice Slack=env:RAKUTENOPS_TEST_HOOK -Verbose -Debug -Confirm:$false
                Sync-RakutenPayment kobe -PassThru -Verbose -Debug; Import-RakutenOrder kobe -Verbose -Debug
                Get-RakutenOrderStatus 999999-20250101-0000000001 -Shop kobe -Verbose -Debug
                Get-RakutenSyncRun; Get-RakutenHealth; Get-OrderSlipHistory; Get-OrderSlipStore
                Export-RakutenReport "$folder/report.html" -Force; Backup-OrderSlipStore "$folder/backup.db" -Force
                foreach ($e in $Error) { "$e"; "$($e.Exception)"; "$($e.Exception.InnerException)"; "$($e.ErrorDetails)"; "$($e.ScriptStackTrace)" }
                """));
            seen.Append(CommandLines());
        }

        seen.ToString().ShouldContain("kobe");
        Clean(seen.ToString(), "what was shown");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/config/", StringComparison.Ordinal) && Path.GetFileName(f) != "kobe"))
        {
            Clean(Encoding.Latin1.GetString(File.ReadAllBytes(file)), file);
        }
        Directory.GetFiles(Path.Combine(folder, "logs")).ShouldNotBeEmpty();
        File.Exists(Path.Combine(folder, "report.html")).ShouldBeTrue();
        AreTheOwnersAlone();
    }

    /// <summary>Whatever the module has written here but the report, which is for others to read: the store, its log, its backup, logs, locks, secrets, and every folder.</summary>
    void AreTheOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite, place = file | UnixFileMode.UserExecute;
        string[] written = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(static f => Path.GetFileName(f) is not ("kobe" or "report.html"))];
        written.ShouldContain(Path.Combine(folder, "slips.db"));
        foreach (var path in written) File.GetUnixFileMode(path).ShouldBe(file, path);
        foreach (var path in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories)) File.GetUnixFileMode(path).ShouldBe(place, path);
    }

    [Fact]
    public void A_vault_that_refuses_is_an_error_of_its_shop_and_the_others_go_on()
    {
        Register();
        Accept();
        session.Run(
            """
            Register-RakutenShop kobe -CredentialReference vault:Work/kobe -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
            Register-RakutenShop nara -CredentialReference vault:Home/nara -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
            """).Clean();

        var ran = session.Run("Import-RakutenOrder");

        ran.ErrorIds.ShouldBe(["CredentialUnreadable"]);
        ran.Errors[0].Exception.Message.ShouldContain("no such vault");
        session.Run("Get-RakutenSyncRun kobe").Clean().Single.Properties["State"].Value.ToString().ShouldBe("Completed");
    }

    // The emulator's own shop has other keys until then, so that RMS refuses the canary first.
    void Register() => session.Run("Set-PaymentMethodMap 1 'クレジットカード' -Kind Card").Clean();

    void Accept()
    {
        var address = (Uri)session.Run("$emulator.Endpoint").Clean().Single.BaseObject;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, "/_emulator/shops/999999"))
        {
            Content = new StringContent($$"""{"serviceSecret":"{{Secret}}","licenseKey":"{{Key}}"}""", Encoding.UTF8, "application/json"),
        };
        http.Send(request, TestContext.Current.CancellationToken).EnsureSuccessStatusCode();
    }

    static string CommandLines() => OperatingSystem.IsLinux()
        ? string.Join('\n', Directory.EnumerateDirectories("/proc").Where(static d => int.TryParse(Path.GetFileName(d), out _)).Select(static d =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(d, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }))
        : "";

    static void Clean(string text, string where)
    {
        foreach (var canary in new[] { Secret, Key, HookPath, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Secret}:{Key}")) })
        {
            text.Contains(canary, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{canary} stands in {where}");
        }
    }
}
