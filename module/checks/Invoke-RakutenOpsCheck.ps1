#Requires -Version 7.6
<#
.SYNOPSIS
    The morning's look: runs the checks beside this script and says by its exit code whether all is well.
.DESCRIPTION
    pwsh -NoProfile -File Invoke-RakutenOpsCheck.ps1; it wants Pester 5 or 6. Exit codes: 0 all is well, 1 something is not, 2 the checks could not be run.
.PARAMETER Store
    The order slip store, as RAKUTENOPS_STORE takes it; that variable, else your own file, when left out.
.PARAMETER Shop
    Shops by name or pattern, apart by commas; every shop with order import on when left out.
.PARAMETER StaleMinutes
    How old a shop's last whole payment run may be.
.PARAMETER ResultPath
    A file for the results in NUnit's format, which CI servers read; none when left out.
#>
[CmdletBinding()]
param(
    [string] $Store,

    [string] $Shop = '*',

    [int] $StaleMinutes = 30,

    [string] $ResultPath
)

if (-not (Get-Command Get-RakutenHealth -ErrorAction Ignore)) { Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'RakutenOps.psd1')) }

try {
    # Not as #Requires -Modules: under pwsh -File that loses the exit code.
    Import-Module Pester -MinimumVersion 5.0 -ErrorAction Stop
    if ($Store) { $null = Connect-OrderSlipStore -Location $Store -Existing -ErrorAction Stop }
    $checks = New-PesterContainer -Path ([System.IO.Path]::Combine($PSScriptRoot, 'RakutenOps.Tests.ps1')) -Data @{ Shop = $Shop.Split(','); StaleMinutes = $StaleMinutes }
    $configuration = New-PesterConfiguration -Hashtable @{
        Run        = @{ Container = $checks; PassThru = $true }
        Output     = @{ Verbosity = 'Detailed' }
        TestResult = @{ Enabled = [bool] $ResultPath; OutputPath = $ResultPath }
    }
    $result = Invoke-Pester -Configuration $configuration
}
catch {
    # Only what stands before the checks can end them so: Pester, and the store's location.
    "$($_.Exception.Message)"
    exit 2
}
if ($result.TotalCount -eq 0 -or $result.FailedContainersCount -gt 0) { exit 2 }
exit [int] ($result.FailedCount -gt 0)
