#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }
<#
.SYNOPSIS
    Runs the Pester suites against the packaged module; the last line is "passed failed skipped".
#>
[CmdletBinding()]
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$env:RAKUTENOPS_TEST_MODULE = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'module', $Configuration.ToLowerInvariant(), 'RakutenOps', 'RakutenOps.psd1')
$result = Invoke-Pester -Path $PSScriptRoot -PassThru
"$($result.PassedCount) $($result.FailedCount) $($result.SkippedCount)"
exit [int]($result.FailedCount -gt 0)
