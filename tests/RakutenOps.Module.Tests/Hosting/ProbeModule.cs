namespace RakutenOps.Module.Tests.Hosting;

/// <summary>A throwaway module in a temporary folder, for the shell and the hosted engine by themselves: they must not depend on what ours does.</summary>
public sealed class ProbeModule : IDisposable
{
    /// <summary>The temporary folder; scripts of a test go here, too.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("rakutenops-probe-").FullName;

    public string Folder => Path.Combine(Root, "Probe");
    public string Manifest => Path.Combine(Folder, "Probe.psd1");

    public ProbeModule()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Manifest, """
            @{
                ModuleVersion = '1.0'
                RootModule = 'Probe.psm1'
                FormatsToProcess = 'Probe.Format.ps1xml'
                FunctionsToExport = 'Get-Probe', 'Set-Probe', 'Write-Probe'
                PowerShellVersion = '7.6'
            }
            """);
        File.WriteAllText(Path.Combine(Folder, "Probe.psm1"), """
            function Get-Probe {
                param([ValidateSet('kobe', 'osaka')] [string] $Shop)
                foreach ($row in @('神戸ベーカリー', 1200, '入金待ち'), @('ABC', 98000, 'ｶｰﾄﾞ'), @('が', 5, '済')) {
                    [pscustomobject] @{ PSTypeName = 'Probe'; Name = $row[0]; Amount = $row[1]; State = $row[2] }
                }
            }
            function Set-Probe {
                [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([Parameter(Mandatory)] [string] $Name)
                if ($PSCmdlet.ShouldProcess($Name, 'Set')) { "set $Name" }
            }
            function Write-Probe {
                [CmdletBinding()] param()
                $PSCmdlet.WriteVerbose('考え中')
                $PSCmdlet.WriteDebug('細部')
                $PSCmdlet.WriteWarning('注意')
                $PSCmdlet.WriteInformation('知らせ', @())
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, '取込', '進行中'))
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([InvalidOperationException]::new('読めません'), 'ProbeFailed', 'InvalidData', 'x'))
                'done'
            }
            """);
        File.WriteAllText(Path.Combine(Folder, "Probe.Format.ps1xml"), """
            <Configuration>
              <ViewDefinitions>
                <View>
                  <Name>Probe</Name>
                  <ViewSelectedBy><TypeName>Probe</TypeName></ViewSelectedBy>
                  <TableControl>
                    <TableHeaders>
                      <TableColumnHeader><Label>店舗</Label><Width>10</Width></TableColumnHeader>
                      <TableColumnHeader><Label>金額</Label><Width>8</Width><Alignment>Right</Alignment></TableColumnHeader>
                      <TableColumnHeader><Label>状態</Label></TableColumnHeader>
                    </TableHeaders>
                    <TableRowEntries>
                      <TableRowEntry>
                        <TableColumnItems>
                          <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
                          <TableColumnItem><PropertyName>Amount</PropertyName></TableColumnItem>
                          <TableColumnItem><PropertyName>State</PropertyName></TableColumnItem>
                        </TableColumnItems>
                      </TableRowEntry>
                    </TableRowEntries>
                  </TableControl>
                </View>
              </ViewDefinitions>
            </Configuration>
            """);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
