#Requires -Version 7.6
<# Several sessions at once: jobs, parallel runspaces, and two that want the same shop. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $script:emulator = Open-Rehearsal $TestDrive
    $script:orders = Add-Order 3
}

AfterAll { Close-Rehearsal }

Describe 'Start-Job' {
    It 'works on the store of the environment and gives slips back as they are' {
        $slips = Start-Job { Import-Module $using:env:RAKUTENOPS_TEST_MODULE; Get-OrderSlip } | Receive-Job -Wait -AutoRemoveJob
        $slips.OrderNumber | Should -Be (Get-OrderSlip).OrderNumber
        $slips[0].TotalAmount | Should -Be $orders[0].RequestedAmount
    }

    It 'is stopped at once, in the middle of a request, and leaves the shop free' {
        Set-RmsEmulator -Fault @{ kind = 'hang' }
        $job = Start-Job { Import-Module $using:env:RAKUTENOPS_TEST_MODULE; Sync-RakutenPayment kobe }
        $limit = [DateTime]::UtcNow.AddMinutes(1)
        while (-not (Get-RakutenSyncRun kobe -State Running) -and [DateTime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 100 }
        $job | Stop-Job -PassThru | Remove-Job
        Set-RmsEmulator -Fault @()
        { Sync-RakutenPayment kobe -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe 'ForEach-Object -Parallel' {
    It 'gives each runspace the store it connects to, and leaves the others theirs' {
        $folder = "$TestDrive"
        $names = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:env:RAKUTENOPS_TEST_MODULE
            $null = Connect-OrderSlipStore -Path (Join-Path $using:folder "own-$_.db")
            Register-RakutenShop "shop-$_"
            (Get-RakutenShop).Name
        }
        $names | Sort-Object | Should -Be 'shop-1', 'shop-2', 'shop-3', 'shop-4'
        (Get-RakutenShop).Name | Should -Be 'kobe'
    }

    It 'reads one store from several runspaces while another writes to it' {
        # A minute ago: RMS writes whole seconds, and the next authorisation must lie after this one.
        $null = $orders | Set-RmsEmulator -Event @{ event = 'AuthoriseOk'; at = [DateTimeOffset]::UtcNow.AddMinutes(-1) }
        $sums = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:env:RAKUTENOPS_TEST_MODULE
            if ($_ -eq 1) { $null = Sync-RakutenPayment kobe -ErrorAction Stop }
            @(Get-OrderSlip).Count
        }
        $sums | Select-Object -Unique | Should -Be 3
        (Get-OrderSlip).DepositStatus | Select-Object -Unique | Should -Be 'Paid'
    }

    It 'pays each slip once when several runspaces sync the same shop' {
        $null = Get-OrderSlip | Reset-OrderSlipPayment
        $null = $orders | Set-RmsEmulator -Event @{ event = 'ChangeAmount'; amount = 4000 }, 'AuthoriseOk'
        $results = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:env:RAKUTENOPS_TEST_MODULE
            Sync-RakutenPayment kobe 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.FullyQualifiedErrorId.Split(',')[0] } elseif ($_.ChangesSlip) { $_.SlipNumber } }
        }
        $results | Where-Object { $_ -is [long] } | Sort-Object | Should -Be 1, 2, 3
        # Whoever came while another had the shop is told so; who came after it found nothing left to do.
        $results | Where-Object { $_ -is [string] -and $_ -ne 'ShopBusy' } | Should -BeNullOrEmpty
    }

    It 'leaves the module usable where it was first imported' {
        1..2 | ForEach-Object -Parallel { Import-Module $using:env:RAKUTENOPS_TEST_MODULE; Remove-Module RakutenOps }
        (Get-OrderSlip).Count | Should -Be 3
    }
}
