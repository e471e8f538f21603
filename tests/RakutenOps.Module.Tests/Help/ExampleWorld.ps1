<#
.SYNOPSIS
    The world in which the examples of the help pages, of README and of docs run. Every order lies relative to today; the numbers are fixed, so that examples can name them.
.DESCRIPTION
    Shops: kobe-bakery (order import on), osaka-tea (off). Methods 1 クレジットカード, 9 銀行振込 and 12 Apple Pay are mapped, 13 is not.
    Order 999999-20261101-00000000NN is slip NN:

     1  authorised on Rakuten, unpaid here: the next sync pays it
     2  オーソリNG three days ago: waits
     3  paid
     4  long-lead: approved 40 days ago, 納品書印刷指示日 in 3 days, authorised again today
     5  two lines, 3 and 2 pieces, unpaid: can be split
     6  paid; its amount was changed on Rakuten to 5000 since
     7  セブンイレブン前払, which is not mapped
     8  not confirmed yet (100)
     9  10 and 10 of one buyer, unpaid: can be merged
    11  reset after an amount change, authorised again on day 20: left to a person
    12  paid; its amount was changed on Rakuten to 5000 since
    13  cancelled on Rakuten, live here
    14  merged into 15, so cancelled (3)
    15  unpaid
    16  CSV slip CSV-0001
    17  slip by hand TEL-0001

    Order 999999-20261101-0000000099 is on Rakuten and not imported. The files csv-0001.csv and slips.csv stand in the session's folder.
.PARAMETER Emulator
    The emulator of this session, which holds nothing yet.
.PARAMETER Store
    The store to make; when left out, the orders alone are made on the emulator.
#>
param([Parameter(Mandatory)] $Emulator, [string] $Store)

$ErrorActionPreference = 'Stop'
$now = [DateTimeOffset]::UtcNow.AddMinutes(-10)

function Get-WorldNumber([int] $Number) { '999999-20261101-{0:D10}' -f $Number }

function Add-WorldOrder([int] $Number, [double] $DaysAgo, [hashtable] $With = @{}) {
    $order = @{
        orderNumber = Get-WorldNumber $Number
        orderedAt = $now.AddDays(-$DaysAgo)
        requestPrice = 4000
        reauthorisation = 'Manual'
        autoCancel = $false
        events = @(@{ event = 'Confirm'; at = $now.AddDays(-$DaysAgo) })
    }
    foreach ($key in $With.Keys) { $order[$key] = $With[$key] }
    $null = Set-RmsEmulator -Order $order
}

function Invoke-WorldEvent([int] $Number, [string] $Kind, [double] $DaysAgo = 0, [hashtable] $With = @{}) {
    $null = Set-RmsEmulator -OrderNumber (Get-WorldNumber $Number) -Event (@{ event = $Kind; at = $now.AddDays(-$DaysAgo) } + $With)
}

Add-WorldOrder 1 2
Add-WorldOrder 2 4
Add-WorldOrder 3 5
Add-WorldOrder 4 40 -With @{ shippingDate = $now.AddDays(3).ToString('yyyy-MM-dd') }
Add-WorldOrder 5 1 -With @{ requestPrice = $null; items = @(@{ name = '今治タオル'; price = 1000; units = 3 }, @{ name = '焼き菓子'; price = 500; units = 2 }) }
Add-WorldOrder 6 6
Add-WorldOrder 7 1 -With @{ settlementMethodCode = 13 }
Add-WorldOrder 8 0.5 -With @{ events = @() }
Add-WorldOrder 9 2
Add-WorldOrder 10 2
Add-WorldOrder 11 20
Add-WorldOrder 12 7
Add-WorldOrder 13 3
Add-WorldOrder 14 2
Add-WorldOrder 15 2
foreach ($paid in 3, 6, 12) { Invoke-WorldEvent $paid AuthoriseOk -DaysAgo 4 }
Invoke-WorldEvent 4 AuthoriseOk -DaysAgo 39.9
Invoke-WorldEvent 11 AuthoriseOk -DaysAgo 19.9

# Set-Content is not the engine's own.
function Add-WorldFile([string] $Name, [string] $Order) {
    [System.IO.File]::WriteAllText("$PWD/$Name", "受注番号,受注日,支払方法,合計金額,商品コード,数量,単価`n$Order,$($now.AddDays(-2).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)),銀行振込,3000,tea-01,2,1500`n")
}

if ($Store) {
    Add-WorldFile csv-0001.csv CSV-0001
    Add-WorldFile slips.csv CSV-0002
    $null = Connect-OrderSlipStore -Path $Store
    Register-RakutenShop kobe-bakery -Credential $Emulator.Credential -Endpoint $Emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
    Register-RakutenShop osaka-tea -Credential $Emulator.Credential -Endpoint $Emulator.Endpoint -CancelKind CustomerRequest
    Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
    Set-PaymentMethodMap 9 '銀行振込' -Kind BankPrepay
    Set-PaymentMethodMap 12 'Apple Pay' -Kind ApplePay
    Set-ShippableSetting 'クレジットカード' -RequiredDepositStatus Paid
    $null = Import-RakutenOrder kobe-bakery -Since $now.AddDays(-62)
    $null = Sync-RakutenPayment kobe-bakery
    $null = Approve-OrderSlipPayment 4 -ApprovalDate ([DateOnly]::FromDateTime($now.AddDays(-39).UtcDateTime))
    Set-OrderSlip 4 -PrintInstructDate $now.AddDays(3)
    $null = Reset-OrderSlipPayment 11 -Amount 5000
    $null = Merge-OrderSlip 15 14
    $null = Import-OrderSlip csv-0001.csv kobe-bakery
    $null = New-OrderSlip kobe-bakery TEL-0001 -OrderedAt $now.AddDays(-1) -PaymentMethod '銀行振込' -Line @{ ItemCode = 'tea-01'; Quantity = 2; UnitPrice = 1500 }
}

Invoke-WorldEvent 1 AuthoriseOk
Invoke-WorldEvent 2 AuthoriseNg -DaysAgo 3
foreach ($changed in 6, 11, 12) { Invoke-WorldEvent $changed ChangeAmount -DaysAgo 0 -With @{ amount = 5000 } }
Invoke-WorldEvent 11 AuthoriseOk
Invoke-WorldEvent 4 ReauthOk
Invoke-WorldEvent 13 Cancel
Add-WorldOrder 99 0.1
