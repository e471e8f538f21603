#Requires -Version 7.6
<#
.SYNOPSIS
    The payment import on a stand-in for RMS: what Rakuten's events do to order slips, with the slips before and after and the reason of each.
.DESCRIPTION
    Starts an emulator of RMS on this machine, makes a store in a temporary folder, imports back-dated orders and runs Sync-RakutenPayment as events come in.
    All days are relative to today in Japan. The script checks its own outcome and exits with 1 when a slip is not as the rules say.
    Keeps to the language, the core cmdlets and this module, so that it runs in pwsh and in rakutenops alike.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Sync-RakutenPayment -ErrorAction Ignore)) { Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'RakutenOps.psd1')) }
$folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'rakutenops-' + [guid]::NewGuid().ToString('N'))
$null = [System.IO.Directory]::CreateDirectory($folder)
# The demo's credential goes into the temporary folder, not into your own secret file.
$configBefore = $env:RAKUTENOPS_CONFIG
$env:RAKUTENOPS_CONFIG = [System.IO.Path]::Combine($folder, 'config')

$wrong = 0
$number = @{}

function Get-JapanNow { [DateTimeOffset]::UtcNow.ToOffset([TimeSpan]::FromHours(9)) }

function Add-DemoOrder([string] $Name, [int] $DaysAgo, [hashtable] $With = @{}) {
    $order = @{ orderedAt = $now.AddDays(-$DaysAgo); requestPrice = 4000; reauthorisation = 'Manual'; events = @(@{ event = 'Confirm'; at = $now.AddDays(-$DaysAgo) }) } + $With
    $number[$Name] = (Set-RmsEmulator -Order $order).OrderNumber
}

function Invoke-DemoEvent([string] $Name, [string] $What, [double] $DaysAgo = 0, [hashtable] $With = @{}) {
    $null = Set-RmsEmulator -OrderNumber $number[$Name] -Event (@{ event = $What; at = $now.AddDays(-$DaysAgo) } + $With)
}

function Get-DemoSlip([string] $Name) { Get-OrderSlip -OrderNumber $number[$Name] }

function Assert-Slip([string] $Name, [hashtable] $Wanted, [object[]] $Slips = (Get-DemoSlip $Name)) {
    foreach ($slip in $Slips) {
        foreach ($field in $Wanted.Keys) {
            $found = "$($slip.$field)"
            if ($found -ne "$($Wanted[$field])") {
                $script:wrong++
                "WRONG: $Name, slip $($slip.SlipNumber): $field is '$found' and should be '$($Wanted[$field])'."
            }
        }
    }
}

function Get-Day([double] $DaysAgo) { [DateOnly]::FromDateTime($now.AddDays(-$DaysAgo).DateTime) }

function Show-Slip([string] $Title) {
    ''
    "== $Title"
    Get-OrderSlip -IncludeCancelled | Out-Default
}

function Show-Reason([string] $Title) {
    ''
    "== $Title"
    Get-OrderSlip -IncludeCancelled | Test-RakutenPayment | Out-Default
}

try {
    $emulator = Start-RmsEmulator
    do {
        # A run across midnight in Japan is done again: every day in it is relative to one today.
        $wrong = 0
        $now = Get-JapanNow
        $today = $now.Date
        $shop = 'demo-' + [guid]::NewGuid().ToString('N').Substring(0, 6)
        $null = Connect-OrderSlipStore -Path ([System.IO.Path]::Combine($folder, "$shop.db"))
        Register-RakutenShop $shop -Credential $emulator.Credential -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
        Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
        Set-PaymentMethodMap 9 '銀行振込' -Kind BankPrepay

        # Orders as buyers placed them; Rakuten is still at work on all of them (200).
        Add-DemoOrder ok 2
        Add-DemoOrder ngCancelled 10
        Add-DemoOrder ngOtherMethod 6
        Add-DemoOrder amountDay15 15
        Add-DemoOrder amountDay16 16
        Add-DemoOrder stale 3
        Add-DemoOrder split 1 -With @{ items = @(@{ name = '今治タオル'; price = 2000; units = 2 }) }
        Add-DemoOrder copied 2
        Add-DemoOrder restored 2
        Add-DemoOrder survivor 2
        Add-DemoOrder longOk 40 -With @{ shippingDate = $now.AddDays(3).ToString('yyyy-MM-dd') }
        Add-DemoOrder longNg 40 -With @{ shippingDate = $now.AddDays(3).ToString('yyyy-MM-dd') }
        Add-DemoOrder cancelled 5
        $null = Import-RakutenOrder $shop -Since $now.AddDays(-62)

        # Slips that the import leaves alone for good: CSV, typed in, copied, restored from a merge.
        Add-DemoOrder csv 2
        Add-DemoOrder manual 2
        $file = [System.IO.Path]::Combine($folder, 'slips.csv')
        [System.IO.File]::WriteAllText($file, "受注番号,受注日,支払方法,合計金額,商品コード,数量,単価`n$($number.csv),$($now.AddDays(-2).ToString('yyyy-MM-dd')),クレジットカード,4000,A-1,1,4000`n")
        $null = Import-OrderSlip $file $shop
        $null = New-OrderSlip $shop $number.manual -OrderedAt $now.AddDays(-2) -PaymentMethod 'クレジットカード' -TotalAmount 4000
        $copy = Get-DemoSlip copied | Copy-OrderSlip -PassThru
        $restored = (Get-DemoSlip restored).SlipNumber
        $null = Merge-OrderSlip (Get-DemoSlip survivor).SlipNumber $restored
        $null = Restore-OrderSlip $restored

        # What staff did before: one slip split before the payment, one long order approved by hand, and the print days of the long ones.
        $null = Split-OrderSlip (Get-DemoSlip split).SlipNumber -LineNumber 1 -Quantity 1
        Get-DemoSlip longOk | Set-OrderSlip -PrintInstructDate $now.AddDays(3).ToString('yyyy-MM-dd')
        $null = Get-DemoSlip longNg | Approve-OrderSlipPayment -ApprovalDate (Get-Day 40)
        Get-DemoSlip longNg | Set-OrderSlip -PrintInstructDate $now.AddDays(3).ToString('yyyy-MM-dd')

        Show-Slip 'Before: imported, and nothing is paid yet'

        # Rakuten's first events.
        foreach ($name in 'copied', 'restored', 'survivor', 'csv', 'manual') { Invoke-DemoEvent $name AuthoriseOk -DaysAgo 1.9 }
        Invoke-DemoEvent ok AuthoriseOk -DaysAgo 1.9
        Invoke-DemoEvent ngCancelled AuthoriseNg -DaysAgo 9
        Invoke-DemoEvent ngOtherMethod AuthoriseNg -DaysAgo 5.9
        Invoke-DemoEvent ngOtherMethod ChangeMethod -DaysAgo 3 -With @{ code = 9 }
        Invoke-DemoEvent ngOtherMethod Pay -DaysAgo 1
        Invoke-DemoEvent amountDay15 AuthoriseOk -DaysAgo 14.9
        Invoke-DemoEvent stale AuthoriseOk -DaysAgo 2.9
        Invoke-DemoEvent split AuthoriseOk -DaysAgo 0.5
        Invoke-DemoEvent longOk AuthoriseOk -DaysAgo 39.9
        Invoke-DemoEvent longNg AuthoriseOk -DaysAgo 39.9
        Invoke-DemoEvent cancelled Cancel -DaysAgo 1

        ''
        '== First sync: what changed, and what a person should see'
        Sync-RakutenPayment $shop | Out-Default

        Assert-Slip ok @{ DepositStatus = 'Paid'; ApprovalStatus = 'Approved'; ApprovalDate = Get-Day 1.9; PaymentMethod = 'クレジットカード' }
        Assert-Slip ngCancelled @{ CancelKind = 'CustomerRequest'; DepositStatus = 'Unpaid' }
        Assert-Slip ngOtherMethod @{ DepositStatus = 'Paid'; PaymentMethod = '銀行振込'; ApprovalDate = Get-Day 1 }
        Assert-Slip amountDay15 @{ DepositStatus = 'Paid'; ApprovalDate = Get-Day 14.9 }
        Assert-Slip split @{ DepositStatus = 'Paid'; ApprovalDate = Get-Day 0.5 }
        Assert-Slip cancelled @{ CancelKind = 'CustomerRequest' }
        Assert-Slip csv @{ DepositStatus = 'Unpaid'; ExcludedReason = 'Csv' }
        Assert-Slip manual @{ DepositStatus = 'Unpaid'; ExcludedReason = 'Manual' }
        Assert-Slip copy @{ DepositStatus = 'Unpaid'; ExcludedReason = 'Copied' } -Slips (Get-OrderSlip -SlipNumber $copy.SlipNumber)
        Assert-Slip restored @{ DepositStatus = 'Unpaid'; ExcludedReason = 'RestoredFromMerge' }
        if (@(Get-DemoSlip split).Count -ne 2) { $wrong++; 'WRONG: the split order has not two slips.' }

        # The shop changes amounts: in RMS, and on the slip by a reset. Rakuten authorises again on day 15 and on day 16.
        Invoke-DemoEvent amountDay15 ChangeAmount -DaysAgo 0.01 -With @{ amount = 5000 }
        Invoke-DemoEvent amountDay16 ChangeAmount -DaysAgo 0.01 -With @{ amount = 5000 }
        $null = Get-DemoSlip amountDay15 | Reset-OrderSlipPayment -Amount 5000
        $null = Get-DemoSlip amountDay16 | Reset-OrderSlipPayment -Amount 5000
        Invoke-DemoEvent amountDay15 AuthoriseOk
        Invoke-DemoEvent amountDay16 AuthoriseOk
        # This one was reset here, and RMS still shows the old authorisation: paying it again would ship on a void hold.
        $null = Get-DemoSlip stale | Reset-OrderSlipPayment -Amount 5000
        # Long-lead: Rakuten's second authorisation, seven days before the goods ship.
        Invoke-DemoEvent longOk ReauthOk -DaysAgo 0.2
        Invoke-DemoEvent longNg ReauthNg -DaysAgo 0.2

        ''
        '== Second sync: amount changes and long-lead orders'
        Sync-RakutenPayment $shop -PassThru | Where-Object { $_.Concerns -or $_.Reason -eq 'StaleAuthorisation' } | Out-Default

        Assert-Slip amountDay15 @{ DepositStatus = 'Paid'; ApprovalDate = Get-Day 0; TotalAmount = 5000 }
        Assert-Slip amountDay16 @{ DepositStatus = 'Unpaid' }
        Assert-Slip stale @{ DepositStatus = 'Unpaid'; Stage = 'AwaitingPayment' }
        Assert-Slip longOk @{ DepositStatus = 'Paid'; ApprovalDate = Get-Day 0.2 }
        Assert-Slip longNg @{ DepositStatus = 'Unpaid'; ApprovalStatus = 'Unapproved'; ApprovalDate = '' }
        $reasons = @{ amountDay16 = 'reauth_after_15_days'; stale = 'stale_authorisation'; longNg = 'awaiting_result'; csv = 'excluded_origin'; restored = 'excluded_restored_from_merge' }
        foreach ($name in $reasons.Keys) {
            $reason = (Get-DemoSlip $name | Test-RakutenPayment -Online).ReasonCode
            if ($reason -ne $reasons[$name]) { $wrong++; "WRONG: $name waits for '$reason' and should for '$($reasons[$name])'." }
        }

        # Day 16 is for a person.
        $null = Get-DemoSlip amountDay16 | Approve-OrderSlipPayment
        Assert-Slip amountDay16 @{ DepositStatus = 'Paid'; ApprovalDate = Get-Day 0 }

        Show-Slip 'After'
        Show-Reason 'Why each slip stands where it stands'

        # The same cycle again changes nothing.
        $again = @(Sync-RakutenPayment $shop | Where-Object ChangesSlip)
        if ($again.Count -gt 0) { $wrong++; "WRONG: a third sync changed $($again.Count) slips." }
    } while ((Get-JapanNow).Date -ne $today)
}
finally {
    if ($emulator) { Stop-RmsEmulator }
    $env:RAKUTENOPS_CONFIG = $configBefore
    try { [System.IO.Directory]::Delete($folder, $true) } catch { "The temporary folder $folder could not be removed: $_" }
}

''
if ($wrong -gt 0) { "$wrong slips are not as the rules say."; exit 1 }
'Every slip stands as the rules say.'
exit 0
