#Requires -Version 7.6
<#
.SYNOPSIS
    Builds, tests, packs and shows RakutenOps. Thin: whatever it does, dotnet alone does too, and each task prints the command it runs.
.PARAMETER Task
    Build, Test, Demo, Prove, Pack or Clean. Prove runs the long proofs whole: up to an hour, with PostgreSQL's binaries.
.PARAMETER Configuration
    Debug or Release.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Prove', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

function Invoke-Native {
    param([string] $Command, [string[]] $Argument)
    "> $Command $($Argument -join ' ')"
    & $Command @Argument
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

switch ($Task) {
    'Build' { Invoke-Native dotnet @('build', '-c', $Configuration) }
    'Test' {
        Invoke-Native dotnet @('test', '-c', $Configuration)
        Invoke-Native pwsh @('-NoProfile', '-File', 'tests/Pester/Invoke-Suite.ps1', '-Configuration', $Configuration)
    }
    'Demo' { Invoke-Native dotnet @('run', '-c', $Configuration, '--project', 'src/RakutenOps.Shell', '--', '-File', 'module/examples/FirstSync.ps1') }
    'Prove' {
        foreach ($suite in 'Core', 'Module') {
            Invoke-Native dotnet @('run', '-c', $Configuration, '--project', "tests/RakutenOps.$suite.Tests", '-e', 'RAKUTENOPS_PROVE=1', '-e', 'RAKUTENOPS_REQUIRE_POSTGRES=1', '--', '-trait', 'Proof=Long', '-showLiveOutput')
        }
    }
    'Pack' { Invoke-Native dotnet @('pack', 'src/RakutenOps.Cmdlets', '-c', $Configuration) }
    'Clean' { Invoke-Native dotnet @('clean', '-c', $Configuration); if (Test-Path artifacts) { Remove-Item artifacts -Recurse -Force } }
}
