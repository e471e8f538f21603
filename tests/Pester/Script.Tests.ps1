#Requires -Version 7.6
<# The scripts that ship, as a scheduler runs them: pwsh -File, by their exit codes. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $script:folder = Split-Path $env:RAKUTENOPS_TEST_MODULE

    function Invoke-Job([string[]] $Argument) {
        (pwsh -NoProfile -NonInteractive -File "$folder/jobs/Invoke-RakutenOpsCycle.ps1" @Argument 2>&1) -join "`n"
    }
}

AfterAll { Close-Rehearsal }

Describe 'Invoke-RakutenOpsCycle.ps1' {
    BeforeEach {
        Set-RmsEmulator -Fault @()
        Set-RakutenShop kobe -OrderImport On
    }

    It 'imports, pays, and exits with 0' {
        $order = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }, @{ event = 'AuthoriseOk' }) }
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 0 -Because $text
        (Get-OrderSlip -OrderNumber $order.OrderNumber).DepositStatus | Should -Be 'Paid'
    }

    It 'exits with 0 when no shop has order import on' {
        Set-RakutenShop kobe -OrderImport Off
        $null = Invoke-Job
        $LASTEXITCODE | Should -Be 0
    }

    It 'exits with 2 when a secret is missing' {
        Register-RakutenShop osaka -CredentialReference env:RAKUTENOPS_TEST_NONE -Endpoint (Get-RakutenShop kobe).Endpoint -CancelKind CustomerRequest -OrderImport On
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 2 -Because $text
        Set-RakutenShop osaka -OrderImport Off
    }

    It 'exits with 2 when the store it is told of is no store' {
        $file = Join-Path $TestDrive 'no.db'
        Set-Content $file 'no database'
        $text = Invoke-Job '-Store', "sqlite:$file"
        $LASTEXITCODE | Should -Be 2 -Because $text
    }

    It 'exits with 3 when RMS does not answer, and with 0 once it does' {
        Set-RmsEmulator -Fault @{ kind = 'tooManyRequests'; retryAfter = '00:05:00' }
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 3 -Because $text
        Set-RmsEmulator -Fault @()
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 0 -Because $text
    }

    It 'exits with 4 when one order cannot be read, and brings in the others' {
        $good = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }) }
        $bad = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }); answer = @{ orderDatetime = 'yesterday' } }
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 4 -Because $text
        $text | Should -Match $bad.OrderNumber
        Get-OrderSlip -OrderNumber $good.OrderNumber | Should -Not -BeNullOrEmpty
        $null = Set-RmsEmulator -Order @{ orderNumber = $bad.OrderNumber; answer = $null }
    }

    It 'exits with 5 when a person is needed, and says for which slip' {
        $order = Set-RmsEmulator -Order @{ settlementMethodCode = 13; events = @(@{ event = 'Confirm' }, @{ event = 'Pay' }) }
        $text = Invoke-Job
        $LASTEXITCODE | Should -Be 5 -Because $text
        $text | Should -Match "$($order.OrderNumber).*セブンイレブン"
        Set-PaymentMethodMap 13 'セブンイレブン前払'
        $null = Invoke-Job
        $LASTEXITCODE | Should -Be 0
    }

    It 'exits with 75 while another run holds the shop' {
        Set-RmsEmulator -Fault @{ kind = 'hang'; function = 'searchOrder' }
        $other = Start-Job { Import-Module $using:env:RAKUTENOPS_TEST_MODULE; Import-RakutenOrder kobe }
        try {
            $limit = [DateTime]::UtcNow.AddMinutes(1)
            while (-not (Get-RakutenSyncRun kobe -State Running) -and [DateTime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 100 }
            $text = Invoke-Job
            $LASTEXITCODE | Should -Be 75 -Because $text
        }
        finally { $other | Stop-Job -PassThru | Remove-Job }
    }
}

Describe 'FirstSync.ps1' {
    It 'runs by itself in pwsh and finds every slip as the rules say' {
        $text = (pwsh -NoProfile -NonInteractive -File "$folder/examples/FirstSync.ps1") -join "`n"
        $LASTEXITCODE | Should -Be 0 -Because $text
        $text | Should -Match 'Every slip stands as the rules say\.'
    }
}

Describe 'Every script and the manifest' {
    BeforeDiscovery { $script:analyser = [bool] (Get-Module PSScriptAnalyzer -ListAvailable) }

    # With the module where its commands are found by name, as installed: some rules look at known commands only.
    It 'are clean under PSScriptAnalyzer''s default rules' -Skip:(-not $analyser) {
        $modules = $env:PSModulePath
        try {
            $env:PSModulePath = (Split-Path $folder) + [System.IO.Path]::PathSeparator + $modules
            $found = foreach ($file in Get-ChildItem $folder, $PSScriptRoot, "$PSScriptRoot/../../build.ps1" -Recurse -Include *.ps1, *.psm1, *.psd1) { Invoke-ScriptAnalyzer -Path $file.FullName }
        }
        finally { $env:PSModulePath = $modules }
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
