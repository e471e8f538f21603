#Requires -Version 7.6
<# -WhatIf, -Confirm and $ErrorActionPreference, on every cmdlet that changes something. #>

BeforeDiscovery {
    $script:changes = @(
        'Import-RakutenOrder'
        'Confirm-RakutenOrder'
        'Sync-RakutenPayment'
        'Sync-RakutenCancellation'
        'Reset-OrderSlipPayment 1'
        'Approve-OrderSlipPayment 1'
        'Set-OrderSlip 1 -ConfirmCheck Required'
        'Copy-OrderSlip 1'
        'Split-OrderSlip 1 1 1'
        'Merge-OrderSlip 1 2'
        'Restore-OrderSlip 3'
        "New-OrderSlip kobe X-1 -OrderedAt '2026-11-01' -PaymentMethod 'クレジットカード' -TotalAmount 100"
        'Import-OrderSlip $csv kobe'
        'Register-RakutenShop nara'
        'Set-RakutenShop kobe -AutoConfirm On'
        'Unregister-RakutenShop osaka'
        "Set-PaymentMethodMap 9 '銀行振込'"
        'Remove-PaymentMethodMap 1'
        "Set-ShippableSetting 'クレジットカード' -RequiredDepositStatus Paid"
    ) | ForEach-Object { @{ Change = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $null = Add-Order 3 @{ items = @(@{ name = 'タオル'; price = 1000; units = 2 }) }
    $null = Set-RmsEmulator -OrderNumber (Get-OrderSlip).OrderNumber[0] -Event AuthoriseOk
    Set-OrderSlip 3 -CancelKind CustomerRequest
    Register-RakutenShop osaka
    $script:csv = Join-Path $TestDrive 'new.csv'
    Set-Content $csv "受注番号,受注日,支払方法,合計金額,商品コード,数量,単価`nC-1,2026-11-01,クレジットカード,100,a,1,100"
}

AfterAll { Close-Rehearsal }

Describe 'Nothing is written with -WhatIf' {
    It '<Change>' -ForEach $changes {
        $before = Get-StoreHash
        & ([scriptblock]::Create("$Change -WhatIf"))
        Get-StoreHash | Should -Be $before
    }

    It 'and with $WhatIfPreference' {
        $before = Get-StoreHash
        $WhatIfPreference = $true
        Sync-RakutenPayment
        Reset-OrderSlipPayment 1
        $WhatIfPreference = $false
        Get-StoreHash | Should -Be $before
    }

    It 'and the plan is told in both languages' {
        Invoke-Pwsh 'Sync-RakutenPayment -WhatIf' | Should -Match 'What if:.*DepositStatus: 0 → 2.*999999-'
        Invoke-Pwsh 'Sync-RakutenPayment -WhatIf' -Culture ja-JP | Should -Match '入金'
    }
}

Describe '-Confirm' {
    It 'asks, and with nobody there to answer no slip changes and nothing hangs: <_>' -ForEach 'Reset-OrderSlipPayment 1', 'Set-OrderSlip 1 -TotalAmount 1', 'Sync-RakutenPayment' {
        $before = @(Get-OrderSlipHistory).Count
        Invoke-Pwsh "`$ErrorActionPreference = 'Stop'; try { $_ -Confirm } catch { `"refused: `$_`" }" | Should -Match 'refused: .*NonInteractive'
        @(Get-OrderSlipHistory).Count | Should -Be $before
    }

    It 'is not asked with -Confirm:$false, whatever $ConfirmPreference says' {
        Invoke-Pwsh '$ConfirmPreference = "Low"; (Set-RakutenShop kobe -AutoConfirm On -Confirm:$false -PassThru).AutoConfirm' | Should -Be 'True'
    }
}

Describe 'Every changer' {
    It 'supports ShouldProcess, and nothing else does' {
        $changing = 'Approve', 'Confirm', 'Connect', 'Copy', 'Import', 'Merge', 'New', 'Register', 'Remove', 'Reset', 'Restore', 'Set', 'Split', 'Start', 'Stop', 'Sync', 'Unregister'
        foreach ($command in Get-Command -Module RakutenOps | Where-Object Verb -In $changing) {
            $command.Parameters.ContainsKey('WhatIf') | Should -BeTrue -Because $command.Name
        }
        foreach ($command in Get-Command -Module RakutenOps | Where-Object Verb -In 'Get', 'Test') {
            $command.Parameters.ContainsKey('WhatIf') | Should -BeFalse -Because $command.Name
        }
    }
}
