@{
    RootModule           = 'RakutenOps.Cmdlets.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5b6f3c1e-0f0e-4c57-9d4a-6c2b8f1d7a52'
    Author               = 'RakutenOps'
    CompanyName          = 'RakutenOps'
    Copyright            = '(c) RakutenOps. MIT licence.'
    Description          = "Imports Rakuten (楽天ペイ) authorisation results and payments into order slips (受注伝票), and says of each slip why it waits and what happens next."
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('RakutenOps.Format.ps1xml')
    TypesToProcess       = @('RakutenOps.Types.ps1xml')
    CmdletsToExport      = @(
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('Rakuten', '楽天', 'RMS', 'ecommerce', 'payment', 'order')
        }
    }
}
