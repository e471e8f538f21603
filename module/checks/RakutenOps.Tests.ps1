#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }
<#
.SYNOPSIS
    Whether everything stands as it should, for people who look every morning and for their CI: licence, clock, payment methods and settings of every shop whose order import is on, its last cycle,
    slips past their window, and the store.
.DESCRIPTION
    Run it with Invoke-RakutenOpsCheck.ps1, or with Invoke-Pester. Changes no slip and nothing on Rakuten; each shop costs one request to RMS. It judges nothing itself: Test-RakutenShop,
    Get-RakutenHealth and Test-OrderSlipStore do.
.PARAMETER Shop
    Shops by name or pattern; of these, the ones whose order import is on.
.PARAMETER StaleMinutes
    How old a shop's last whole payment run may be.
#>
param(
    [string[]] $Shop = '*',

    [int] $StaleMinutes = 30
)

if (-not (Get-Command Get-RakutenHealth -ErrorAction Ignore)) { Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'RakutenOps.psd1')) }

$watched = @(Get-RakutenShop $Shop -ErrorAction Stop | Where-Object OrderImport | ForEach-Object { @{ Name = $_.Name; StaleMinutes = $StaleMinutes } })
$script:checks = @(
    @{ Check = 'Credential'; Promise = 'RMS accepts the licence key' }
    @{ Check = 'Licence'; Promise = 'the licence key holds for more than two weeks' }
    @{ Check = 'Clock'; Promise = 'the clocks of this machine and of RMS agree' }
    @{ Check = 'PaymentMethods'; Promise = 'every payment method in use is mapped' }
    @{ Check = 'Settings'; Promise = 'no card ships unpaid' }
)
$script:problems = @(
    @{ Code = 'Stale'; Promise = "the last whole cycle is younger than $StaleMinutes minutes" }
    @{ Code = 'Failing'; Promise = 'the last run did not fail' }
    @{ Code = 'Killed'; Promise = 'the last run was not killed' }
    @{ Code = 'Untold'; Promise = 'no slip is past its window without a person told' }
)

# Pester 6 takes no empty -ForEach.
if ($watched) {
    Describe 'Shop <Name>' -ForEach $watched {
        BeforeAll {
            $script:found = @(Test-RakutenShop $Name)
            $script:health = Get-RakutenHealth $Name -StaleMinutes $StaleMinutes
        }

        It '<Promise>' -ForEach $checks {
            $result = $found | Where-Object Check -EQ $Check
            $because = if ($result) { "$($result.Message) $($result.Advice)" } else { "$Check could not be looked at: $(($found | Where-Object Passed -EQ $false).Message)" }
            $result.Passed | Should -BeTrue -Because $because
        }

        It '<Promise>' -ForEach $problems {
            $told = @($health.Problems | Where-Object Code -EQ $Code | ForEach-Object Message)
            $told.Count | Should -Be 0 -Because ($told -join ' ')
        }
    }
}

Describe 'The order slip store' {
    It 'has a shop whose order import is on' -ForEach @{ Watched = $watched } {
        $Watched.Count | Should -BeGreaterThan 0 -Because 'nothing is imported otherwise'
    }

    It 'is whole' {
        $faults = @(Test-OrderSlipStore | Where-Object Passed -EQ $false | ForEach-Object { "$($_.Message) $($_.Advice)" })
        $faults.Count | Should -Be 0 -Because ($faults -join ' ')
    }
}
