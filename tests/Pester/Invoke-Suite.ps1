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

# Children of the suites find Pester there, too.
dotnet build "$PSScriptRoot/Modules.csproj" --nologo -v quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$modules = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'tools', 'modules'))
$env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
Import-Module ([System.IO.Path]::Combine($modules, 'Pester', 'Pester.psd1')) -ErrorAction Stop
$env:RAKUTENOPS_TEST_MODULE = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'module', $Configuration.ToLowerInvariant(), 'RakutenOps', 'RakutenOps.psd1')
$result = Invoke-Pester -Path $Path -PassThru
# A file that cannot be read, or a block whose AfterAll throws, is a failure as well.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"$($result.PassedCount) $failed $($result.SkippedCount)"
exit [int]($failed -gt 0)
