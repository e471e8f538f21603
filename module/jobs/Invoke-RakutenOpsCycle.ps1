#Requires -Version 7.6
<#
.SYNOPSIS
    One unattended cycle: imports orders, confirms them (shops with AutoConfirm), and brings Rakuten's payment results into the slips of every shop whose order import is on.
.DESCRIPTION
    Run it every 15 minutes: pwsh -NoProfile -NonInteractive -File Invoke-RakutenOpsCycle.ps1, or rakutenops -File Invoke-RakutenOpsCycle.ps1.
    Shops are independent: one that fails never stops the rest. Exit codes: 0 done or nothing to do, 1 unexpected, 2 configuration or secret, 3 RMS cannot be reached,
    4 some orders failed, 5 a person is needed, 75 another run holds a shop.
.PARAMETER Store
    The order slip store, as RAKUTENOPS_STORE takes it; that variable, else your own file, when left out.
.PARAMETER Shop
    Shops by name or pattern; every shop with order import on when left out.
#>
[CmdletBinding()]
param(
    [string] $Store,

    [string[]] $Shop = '*'
)

if (-not (Get-Command Sync-RakutenPayment -ErrorAction Ignore)) { Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'RakutenOps.psd1')) }

# The exit code that each kind of error stands for; anything else is unexpected.
$codes = @{
    RmsUnreachable = 3; RmsRateLimited = 3; RmsUnreadable = 3
    OrderUnreadable = 4; OrderNotFound = 4; RmsRejected = 4
    ShopBusy = 75
    RmsUnauthorised = 2; LicenseExpired = 2; CredentialMissing = 2; CredentialUnreadable = 2; CredentialInvalid = 2; EndpointNotSecure = 2; ShopImportOff = 2; ShopNotFound = 2; CancelKindMissing = 2
    StoreLocked = 2; StoreDamaged = 2; StoreNewer = 2; StoreReadOnly = 2; StoreFull = 2; StoreNotFound = 2; StoreUnreachable = 2; StoreForeign = 2; StoreUnsupported = 2
}
# When several apply, the first of these is told.
$weight = 1, 2, 5, 4, 3, 75

$found = @{}
$changed = 0
$attention = 0

function Add-Code([object[]] $Errors) {
    foreach ($problem in $Errors) {
        $id = "$($problem.FullyQualifiedErrorId)".Split(',')[0]
        $code = if ($codes.ContainsKey($id)) { $codes[$id] } else { 1 }
        $found[$code] = $true
    }
}

$problems = @()
try {
    if ($Store) { $null = Connect-OrderSlipStore -Location $Store -ErrorAction Stop }
    $enabled = @(Get-RakutenShop -Shop $Shop -ErrorAction Stop | Where-Object OrderImport)
    if ($enabled.Count -eq 0) { 'No shop has order import on; nothing to do.'; exit 0 }

    $imported = @(Import-RakutenOrder -Shop $enabled.Name -ErrorAction Continue -ErrorVariable +problems)
    $confirming = @($enabled | Where-Object AutoConfirm)
    if ($confirming.Count -gt 0) { $null = Confirm-RakutenOrder -Shop $confirming.Name -Confirm:$false -ErrorAction Continue -ErrorVariable +problems }
    foreach ($decision in @(Sync-RakutenPayment -Shop $enabled.Name -Confirm:$false -ErrorAction Continue -ErrorVariable +problems)) {
        if ($decision.ChangesSlip) { $changed++ }
        elseif ($decision.Outcome -eq 'NeedsAttention') {
            $attention++
            "$($decision.Shop) slip $($decision.SlipNumber) ($($decision.OrderNumber)): $($decision.ReasonCode): $($decision.Message)"
        }
    }
    "$($enabled.Count) shops: $($imported.Count) orders imported, $changed slips changed, $attention need a person, $($problems.Count) errors."
}
catch {
    $problems += $_
    "$($_.Exception.Message)"
}

Add-Code $problems
if ($attention -gt 0) { $found[5] = $true }
foreach ($code in $weight) { if ($found[$code]) { exit $code } }
exit 0
