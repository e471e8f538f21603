#Requires -Version 7.6
<# The operational checks that ship: all pass where all is well, and each fails where its one thing is not. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    Set-ShippableSetting 'クレジットカード' -RequiredDepositStatus Paid
    $script:order = Add-Order
    $null = Sync-RakutenPayment
    $script:script = "$(Split-Path $env:RAKUTENOPS_TEST_MODULE)/checks/Invoke-RakutenOpsCheck.ps1"

    # Runs the checks as a scheduler does; gives back what failed. The exit code is in $LASTEXITCODE.
    function Invoke-Check([string[]] $Argument) {
        $text = pwsh -NoProfile -NonInteractive -File $script @Argument 2>&1
        $text -replace "`e\[[\d;]*m" | ForEach-Object { if ($_ -match '^\s*\[-\] (?<name>.+) [\d.]+m?s\b') { $Matches.name } }
    }
}

AfterAll { Close-Rehearsal }

Describe 'Where all is well' {
    It 'every check passes, and a CI server gets a file of results' {
        $file = Join-Path $TestDrive 'results.xml'
        Invoke-Check '-ResultPath', $file | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
        $cases = ([xml] (Get-Content $file -Raw)).SelectNodes('//test-case')
        $cases.Count | Should -Be 11
        $cases.result | Select-Object -Unique | Should -Be 'Success'
    }
}

Describe 'A check fails' {
    It 'for a licence that ends, a clock that is off, a method without a map, cards that ship unpaid, a run that failed, and a slip nobody was told of' {
        $late = Set-RmsEmulator -Order @{ orderedAt = [DateTime]::Now.AddDays(-20); events = @(@{ event = 'Confirm'; at = [DateTime]::Now.AddDays(-20) }); autoCancel = $false }
        $null = Add-Order 1 @{ settlementMethodCode = 13 } -WarningAction SilentlyContinue
        $null = Import-RakutenOrder kobe -Since ([DateTime]::Now.AddDays(-30)) -WarningAction SilentlyContinue
        $null = $late | Set-RmsEmulator -Event AuthoriseOk
        $null = Sync-RakutenPayment
        Set-RmsEmulator -Licence @{ LicenceExpiresAt = [DateTime]::Now.AddDays(10) }
        Set-RmsEmulator -Advance 00:05:00
        Set-ShippableSetting 'クレジットカード' -RequiredDepositStatus Unpaid -WarningAction SilentlyContinue
        Set-RmsEmulator -Fault @{ kind = 'tooManyRequests'; retryAfter = '00:05:00'; count = 1 }
        $null = Import-RakutenOrder kobe -ErrorAction SilentlyContinue

        Invoke-Check | Should -Be @(
            'the licence key holds for more than two weeks'
            'the clocks of this machine and of RMS agree'
            'every payment method in use is mapped'
            'no card ships unpaid'
            'the last run did not fail'
            'no slip is past its window without a person told'
        )
        $LASTEXITCODE | Should -Be 1

        $null = Get-OrderSlip -OrderNumber $late.OrderNumber | Approve-OrderSlipPayment
        Set-PaymentMethodMap 13 'セブンイレブン前払'
        Set-ShippableSetting 'クレジットカード' -RequiredDepositStatus Paid
        Set-RmsEmulator -Licence @{ LicenceExpiresAt = [DateTime]::Now.AddDays(80) } -Clock ([DateTime]::UtcNow) -Fault @()
        $null = Sync-RakutenPayment
    }

    It 'for a key that RMS refuses, and a run that was killed' {
        Set-RmsEmulator -Fault @{ kind = 'hang'; function = 'searchOrder' }
        $run = Start-Process pwsh -PassThru -ArgumentList '-NoProfile', '-NonInteractive', '-Command', "`"Import-Module '$env:RAKUTENOPS_TEST_MODULE'; Import-RakutenOrder kobe`""
        $limit = [DateTime]::UtcNow.AddMinutes(1)
        while (-not (Get-RakutenSyncRun kobe -State Running) -and [DateTime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 100 }
        $run | Stop-Process -Force -PassThru | Wait-Process
        Set-RmsEmulator -Fault @()
        Set-RakutenShop kobe -Credential ([pscredential]::new('SP999999_wrong', [System.Net.NetworkCredential]::new('', 'SL999999_wrong').SecurePassword))

        Invoke-Check | Should -Be 'RMS accepts the licence key', 'the licence key holds for more than two weeks', 'the last run was not killed'

        Set-RakutenShop kobe -Credential $emulator.Credential
        $null = Sync-RakutenPayment -WarningAction SilentlyContinue
    }

    It 'when nothing was synced for half an hour' {
        # As a shop that was switched on yesterday and has not been synced since: no cmdlet can make the past.
        Register-RakutenShop osaka -Credential $emulator.Credential -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
        Edit-Store { param($Store) $shop = Get-RakutenShop osaka; [RakutenOps.RakutenShop].GetProperty('ImportSwitchedOnAt').SetValue($shop, [Nullable[DateTimeOffset]] [DateTimeOffset]::UtcNow.AddDays(-1)); $Store.Save($shop) }
        Invoke-Check | Should -Be 'the last whole cycle is younger than 30 minutes'
        Invoke-Check '-Shop', 'kobe' | Should -BeNullOrEmpty -Because 'all of this was mended'
        Set-RakutenShop osaka -OrderImport Off
    }

    It 'when no shop has order import on' {
        Set-RakutenShop kobe -OrderImport Off
        Invoke-Check | Should -Be 'has a shop whose order import is on'
        Set-RakutenShop kobe -OrderImport On
    }

    It 'when the store is damaged' {
        $file = Join-Path $TestDrive 'damaged.db'
        $null = Backup-OrderSlipStore $file
        $stream = [System.IO.File]::OpenWrite($file)
        $null = $stream.Seek(-4096, 'End')
        $stream.Write([byte[]]::new(4096))
        $stream.Dispose()
        Invoke-Check '-Store', "sqlite:$file" | Should -Contain 'is whole'
    }

    It 'not at all when there is no store to look at: then they say so' {
        $text = pwsh -NoProfile -NonInteractive -File $script -Store "sqlite:$(Join-Path $TestDrive 'none.db')"
        $LASTEXITCODE | Should -Be 2
        $text | Should -Match 'none\.db'
    }
}
