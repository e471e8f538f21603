#Requires -Version 7.6
<# Cmdlets of this module and of PowerShell, joined as people join them. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $script:orders = Add-Order 3
}

AfterAll { Close-Rehearsal }

Describe 'Objects flow by property name' {
    It 'from slips to the reason why each waits' {
        $decisions = Get-OrderSlip -Stage AwaitingPayment | Test-RakutenPayment
        $decisions.SlipNumber | Should -Be (Get-OrderSlip).SlipNumber
    }

    It 'from slips to their Rakuten orders' {
        $status = Get-OrderSlip | Get-RakutenOrderStatus
        $status.OrderNumber | Sort-Object | Should -Be ($orders.OrderNumber | Sort-Object)
        $status.Progress | Select-Object -Unique | Should -Be 'RakutenProcessing'
    }

    It 'from slips to their windows' {
        (Get-OrderSlip | Test-ReauthWindow -Rule R5).IsOpen | Should -Be $true, $true, $true
    }

    It 'from shops to their sync, and from decisions back to slips and histories' {
        $null = $orders[0] | Set-RmsEmulator -Event AuthoriseOk
        $paid = Get-RakutenShop | Sync-RakutenPayment
        ($paid | Get-OrderSlip).DepositStatus | Should -Be 'Paid'
        ($paid | Get-OrderSlipHistory -Rule R8).Count | Should -Be 3
    }

    It 'from shops to their checks' {
        (Get-RakutenShop | Test-RakutenShop | Where-Object Check -EQ Licence).Passed | Should -BeTrue
    }
}

Describe 'With PowerShell''s own cmdlets' {
    It 'groups, sorts, measures and selects' {
        (Get-OrderSlip | Group-Object DepositStatus -NoElement | Where-Object Name -EQ Unpaid).Count | Should -Be 2
        (Get-OrderSlip | Sort-Object OrderNumber -Descending | Select-Object -First 1).OrderNumber | Should -Be ($orders.OrderNumber | Sort-Object | Select-Object -Last 1)
        (Get-OrderSlip | Measure-Object TotalAmount -Sum).Sum | Should -Be (($orders.RequestedAmount | Measure-Object -Sum).Sum)
    }

    It 'may end a sync early, and the next one finds the shop free' {
        $null = $orders[1, 2] | Set-RmsEmulator -Event AuthoriseOk
        @(Sync-RakutenPayment -PassThru | Select-Object -First 1).Count | Should -Be 1
        Sync-RakutenPayment -ErrorAction Stop | Out-Null
        (Get-OrderSlip).DepositStatus | Select-Object -Unique | Should -Be 'Paid'
    }

    It 'turns slips into JSON with names in place of numbers' {
        $json = Get-OrderSlip | Select-Object SlipNumber, DepositStatus, ApprovalDate, TotalAmount | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json
        $json[0].DepositStatus | Should -Be 'Paid'
        $json[0].TotalAmount | Should -Be $orders[0].RequestedAmount
    }

    It 'writes slips to CSV with plain numbers and days, and takes the rows back' {
        $file = Join-Path $TestDrive 'slips.csv'
        Get-OrderSlip | Export-Csv $file
        $rows = Import-Csv $file
        $rows.Count | Should -Be 3
        $rows[0].TotalAmount | Should -Be "$([int] $orders[0].RequestedAmount)"
        ($rows | Get-OrderSlip).SlipNumber | Should -Be (Get-OrderSlip).SlipNumber
    }

    It 'rehearses a reset from a CSV of slip numbers and amounts' {
        $file = Join-Path $TestDrive 'reset.csv'
        Set-Content $file "SlipNumber,Amount`n1,5000`n2,"
        $before = Get-StoreHash
        Import-Csv $file | Reset-OrderSlipPayment -WhatIf | Should -BeNullOrEmpty
        Get-StoreHash | Should -Be $before

        $text = Invoke-Pwsh "Import-Csv '$file' | Reset-OrderSlipPayment -WhatIf"
        $text | Should -Match '(?s)What if:.*5,000 yen.*slip 1.*What if:.*slip 2'
    }
}
