#Requires -Version 7.6
<# From order to payment, as an admin sees it. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $script:order = Add-Order
}

AfterAll { Close-Rehearsal }

Describe 'A slip from order to payment' {
    It 'waits in 入金待ち and says why' {
        $slip = Get-OrderSlip
        $slip.Stage | Should -Be 'AwaitingPayment'
        ($slip | Test-RakutenPayment -Online).ReasonCode | Should -Be 'not_awaiting_shipment'
    }

    It 'is paid with the day of 発送指示日時' {
        $null = $order | Set-RmsEmulator -Event AuthoriseOk
        (Sync-RakutenPayment).Outcome | Should -Be 'Paid'
        $slip = Get-OrderSlip
        $slip.ApprovalStatus | Should -Be 'Approved'
        $slip.ApprovalDate | Should -Be $slip.OrderDate
    }

    It 'does not change again in the next cycle' {
        Sync-RakutenPayment | Should -BeNullOrEmpty
    }

    It 'tells who changed what, by which rule and run' {
        $rows = Get-OrderSlip | Get-OrderSlipHistory -Rule R8
        $rows.Field | Should -Be 'DepositStatus', 'ApprovalStatus', 'ApprovalDate'
        $rows.By | Select-Object -Unique | Should -Be 'Sync-RakutenPayment'
        $rows.RunId | Select-Object -Unique | Should -BeIn (Get-RakutenSyncRun).RunId
    }

    It 'waits for a newer authorisation after a reset' {
        $null = Get-OrderSlip | Reset-OrderSlipPayment -Amount 5000
        (Sync-RakutenPayment -PassThru).ReasonCode | Should -Be 'stale_authorisation'
    }
}
