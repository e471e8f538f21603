#Requires -Version 7.6
<# The packaged module as an admin uses it, in a real PowerShell over the emulator. #>

BeforeAll {
    if (-not $env:RAKUTENOPS_TEST_MODULE) { $env:RAKUTENOPS_TEST_MODULE = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'module', 'debug', 'RakutenOps', 'RakutenOps.psd1') }
    Import-Module $env:RAKUTENOPS_TEST_MODULE -Force
    $env:RAKUTENOPS_CONFIG = Join-Path $TestDrive 'config'
    $emulator = Start-RmsEmulator
    $null = Connect-OrderSlipStore -Path (Join-Path $TestDrive 'slips.db')
    Register-RakutenShop kobe -Credential $emulator.Credential -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
    Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
    $order = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }) }
    $null = Import-RakutenOrder kobe
}

AfterAll {
    Stop-RmsEmulator
    Remove-Item Env:RAKUTENOPS_CONFIG
}

Describe 'A slip from order to payment' {
    It 'waits in 入金待ち and says why' {
        $slip = Get-OrderSlip
        $slip.Stage | Should -Be 'AwaitingPayment'
        ($slip | Test-RakutenPayment -Online).ReasonCode | Should -Be 'not_awaiting_shipment'
    }

    It 'is not touched by -WhatIf' {
        $null = $order | Set-RmsEmulator -Event AuthoriseOk
        $null = Sync-RakutenPayment -WhatIf
        (Get-OrderSlip).DepositStatus | Should -Be 'Unpaid'
    }

    It 'is paid with the day of 発送指示日時' {
        (Sync-RakutenPayment).Outcome | Should -Be 'Paid'
        $slip = Get-OrderSlip
        $slip.ApprovalStatus | Should -Be 'Approved'
        $slip.ApprovalDate | Should -Be $slip.OrderDate
    }

    It 'does not change again in the next cycle' {
        Sync-RakutenPayment | Should -BeNullOrEmpty
    }

    It 'waits for a newer authorisation after a reset' {
        $null = Get-OrderSlip | Reset-OrderSlipPayment -Amount 5000
        (Sync-RakutenPayment -PassThru).ReasonCode | Should -Be 'stale_authorisation'
    }
}

Describe 'Bad input' {
    It 'names an unknown shop' {
        { Sync-RakutenPayment nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'ShopNotFound,*'
    }

    It 'refuses order import without a cancel kind' {
        { Register-RakutenShop osaka -OrderImport On -ErrorAction Stop } | Should -Throw -ErrorId 'CancelKindMissing,*'
    }
}
