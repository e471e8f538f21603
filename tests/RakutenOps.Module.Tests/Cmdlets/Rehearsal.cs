using System.Text;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Cmdlets;

/// <summary>A session of the packaged module with a store of its own, an emulator and a shop, as an admin would set them up.</summary>
internal sealed class Rehearsal : IDisposable
{
    Rehearsal(ModuleSession session, string folder) => (Session, Folder) = (session, folder);

    public ModuleSession Session { get; }
    public string Folder { get; }
    public string StorePath => Path.Combine(Folder, "slips.db");

    public static Rehearsal Start(string? culture = null)
    {
        var folder = Directory.CreateTempSubdirectory("rakutenops-module-").FullName;
        var rehearsal = new Rehearsal(ModuleSession.Open(culture: culture), folder);
        rehearsal.Session.Run(
            """
            $env:RAKUTENOPS_CONFIG = "$folder/config"
            $null = Connect-OrderSlipStore -Path "$folder/slips.db"
            $emulator = Start-RmsEmulator
            Register-RakutenShop kobe -Credential $emulator.Credential -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
            Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
            Set-PaymentMethodMap 9 '銀行振込' -Kind BankPrepay
            """,
            ("folder", folder)).Clean();
        return rehearsal;
    }

    public Ran Run(string script) => Session.Run(script);

    /// <summary>An order at 200, imported.</summary>
    public Ran Order(string more = "") => Run($"$order = Set-RmsEmulator -Order @{{ events = @(@{{ event = 'Confirm' }}); {more} }}; Import-RakutenOrder kobe; $order.OrderNumber").Clean();

    public byte[] StoreBytes()
    {
        var bytes = new List<byte>();
        foreach (var file in Directory.GetFiles(Folder, "slips.db*").Order(StringComparer.Ordinal).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            bytes.AddRange(File.ReadAllBytes(file));
        }
        return [.. bytes];
    }

    public void Dispose()
    {
        Session.Run("Stop-RmsEmulator");
        Session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
