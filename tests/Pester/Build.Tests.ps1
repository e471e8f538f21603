#Requires -Version 7.6
<# build.ps1: each task starts with one command of dotnet, and ends with its exit code. What it packs is installed in Page.Tests.ps1. #>

BeforeAll {
    $script:before = $env:PATH
    Set-Content (Join-Path $TestDrive 'dotnet') "#!/bin/sh`nexit 7"
    if (-not $IsWindows) { chmod +x (Join-Path $TestDrive 'dotnet') }
    $env:PATH = "$TestDrive$([System.IO.Path]::PathSeparator)$before"
}

AfterAll { $env:PATH = $before }

Describe 'A task' {
    It 'prints its command and ends as it does: <Task>' -Skip:$IsWindows -ForEach @(
        @{ Task = 'Build'; Command = 'dotnet build -c Debug' }
        @{ Task = 'Test'; Command = 'dotnet test -c Debug' }
        @{ Task = 'Demo'; Command = 'dotnet run -c Debug --project src/RakutenOps.Shell *' }
        @{ Task = 'Prove'; Command = 'dotnet run -c Debug --project tests/RakutenOps.Core.Tests *' }
        @{ Task = 'Pack'; Command = 'dotnet pack src/RakutenOps.Cmdlets -c Debug' }
    ) {
        $text = pwsh -NoProfile -NonInteractive -File "$PSScriptRoot/../../build.ps1" -Task $Task
        $LASTEXITCODE | Should -Be 7
        $text | Should -BeLike "> $Command"
    }
}
