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
        'Approve-OrderSlipPayment'
        'Backup-OrderSlipStore'
        'Confirm-RakutenOrder'
        'Connect-OrderSlipStore'
        'Copy-OrderSlip'
        'Copy-OrderSlipStore'
        'Export-RakutenReport'
        'Get-OrderSlip'
        'Get-OrderSlipHistory'
        'Get-OrderSlipStore'
        'Get-PaymentMethodMap'
        'Get-RakutenHealth'
        'Get-RakutenLicense'
        'Get-RakutenOrderStatus'
        'Get-RakutenPayment'
        'Get-RakutenShop'
        'Get-RakutenSyncRun'
        'Get-RakutenSyncSchedule'
        'Get-ShippableSetting'
        'Import-OrderSlip'
        'Import-RakutenOrder'
        'Invoke-RakutenSyncCycle'
        'Merge-OrderSlip'
        'New-OrderSlip'
        'Register-RakutenShop'
        'Register-RakutenSyncSchedule'
        'Remove-PaymentMethodMap'
        'Remove-RakutenSecret'
        'Reset-OrderSlipPayment'
        'Restore-OrderSlip'
        'Set-OrderSlip'
        'Set-PaymentMethodMap'
        'Set-RakutenSecret'
        'Set-RakutenShippingDate'
        'Set-RakutenShop'
        'Set-RmsEmulator'
        'Set-ShippableSetting'
        'Split-OrderSlip'
        'Start-RmsEmulator'
        'Stop-RmsEmulator'
        'Sync-RakutenCancellation'
        'Sync-RakutenPayment'
        'Test-OrderSlipStore'
        'Test-RakutenPayment'
        'Test-RakutenShop'
        'Test-ReauthWindow'
        'Undo-OrderSlipChange'
        'Unregister-RakutenShop'
        'Unregister-RakutenSyncSchedule'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Rakuten', '楽天', 'RMS', 'ecommerce', 'payment', 'order')
            ReleaseNotes = 'The first version: payment import by the rules of the help page, why a slip waits, order import, CSV import, an emulator to rehearse with. See CHANGELOG.md.'
        }
    }
}
