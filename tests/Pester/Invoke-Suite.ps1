#Requires -Version 7.6
<#
.SYNOPSIS
    Runs the Pester suites against the packaged module; the last line is "passed failed skipped".
.PARAMETER Configuration
    Whose package: Debug or Release.
.PARAMETER Path
    One suite of them; all when left out.
#>
[CmdletBinding()]
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string] $Path = $PSScriptRoot
)

# Not as #Requires -Modules: under pwsh -File that loses the exit code.
Import-Module Pester -MinimumVersion 5.0 -ErrorAction Stop
$env:RAKUTENOPS_TEST_MODULE = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'module', $Configuration.ToLowerInvariant(), 'RakutenOps', 'RakutenOps.psd1')
$result = Invoke-Pester -Path $Path -PassThru
"$($result.PassedCount) $($result.FailedCount) $($result.SkippedCount)"
exit [int]($result.FailedCount -gt 0)
