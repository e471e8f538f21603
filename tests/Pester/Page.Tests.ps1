#Requires -Version 7.6
<# The blocks of README, docs and help that need more than the core cmdlets and ours: the others run in the module's own suites. #>

BeforeDiscovery {
    $root = Resolve-Path "$PSScriptRoot/../.."
    . "$PSScriptRoot/Rehearsal.ps1"
    $hosted = @((Get-Command -Module Microsoft.PowerShell.Core, RakutenOps).Name)
    # README.ja.md and the Japanese pages of cmdlets show the same code: a test and the build hold them to it.
    $pages = Get-ChildItem "$root/*.md", "$root/docs/*.md", "$root/docs/cmdlets/en-US/*.md", "$root/docs/cmdlets/ja-JP/about_*.md" -Exclude README.ja.md
    $found = foreach ($page in $pages) {
        $number = 0
        foreach ($match in [regex]::Matches((Get-Content $page -Raw), '(?ms)^(?<indent>[ \t]*)```powershell[^\n]*\n(?<code>.*?)^\k<indent>```')) {
            $number++
            $code = $match.Groups['code'].Value
            $commands = [System.Management.Automation.Language.Parser]::ParseInput($code, [ref] $null, [ref] $null).FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
            if ($commands.Where({ $_.GetCommandName() -and $_.GetCommandName() -notin $hosted })) { @{ Page = [System.IO.Path]::GetRelativePath($root, $page); Number = $number; Code = $code } }
        }
    }
    # Not run: a vault's modules are the PowerShell Gallery's.
    $found = $found.Where({ $_.Code -notmatch 'Register-SecretVault' })
    $script:blocks = $found.Where({ $_.Code -notmatch 'Install-PSResource' })
    $script:installs = $found.Where({ $_.Code -match 'Install-PSResource' })
}

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $script:world = "$PSScriptRoot/../RakutenOps.Module.Tests/Help/ExampleWorld.ps1"
    $script:before = @{}
    foreach ($name in 'HOME', 'PATH', 'PSModulePath', 'RAKUTENOPS_CONFIG', 'RAKUTENOPS_STATE', 'RAKUTENOPS_STORE', 'XDG_CONFIG_HOME') { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    $script:homeBefore = (Get-PSProvider FileSystem).Home
}

Describe 'A block of a page' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        Push-Location $folder
        (Get-PSProvider FileSystem).Home = $folder
        $env:RAKUTENOPS_CONFIG = "$folder/config"
        $env:RAKUTENOPS_STATE = "$folder/state"
        $env:RAKUTENOPS_STORE = $null
        $env:XDG_CONFIG_HOME = "$folder/systemd"
        $env:PATH = "$folder$([System.IO.Path]::PathSeparator)$($before.PATH)"
        $env:PSModulePath = "$(Split-Path (Split-Path $env:RAKUTENOPS_TEST_MODULE))$([System.IO.Path]::PathSeparator)$($before.PSModulePath)"
        # A schedule is made for real, but nobody starts it.
        if ($IsLinux) {
            Set-Content systemctl, loginctl "#!/bin/sh`necho yes"
            chmod +x systemctl loginctl
        }
        $emulator = Start-RmsEmulator
        & $world -Emulator $emulator -Store "$folder/slips.db"
        # Tables that pages name, other than slips.
        Set-Content orders.csv 'Shop,OrderNumber,OrderedAt,PaymentMethod,TotalAmount', 'kobe-bakery,TEL-0005,2026-11-01,Cash,3000'
        Set-Content amounts.csv 'SlipNumber,Amount', '6,5000'
        Set-Content methods.csv 'SettlementCode,PaymentMethod', '13,Seven'
        # Who types here, and where a new shop is.
        Mock Get-Credential { $emulator.Credential }
        Mock Read-Host { [System.Net.NetworkCredential]::new('', 'https://127.0.0.1:9/').SecurePassword }
        $PSDefaultParameterValues = @{ 'Register-RakutenShop:Endpoint' = $emulator.Endpoint }
    }

    AfterEach {
        Pop-Location
        while ($true) { try { Stop-RmsEmulator -ErrorAction Stop } catch { break } }
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        (Get-PSProvider FileSystem).Home = $homeBefore
    }

    It 'runs: <Page>, block <Number>' -ForEach $blocks {
        $ErrorActionPreference = 'Stop'
        $null = & ([scriptblock]::Create($Code)) 3>$null | Out-String
    }

    # In a home of its own, where the repository is registered and the module goes; dotnet keeps the user's packages.
    It 'installs the module, and its example runs from there: <Page>, block <Number>' -Skip:(-not $IsLinux) -ForEach $installs {
        $env:HOME = $folder
        $env:PSModulePath = $before.PSModulePath
        $text = pwsh -NoProfile -NonInteractive -Command "
            `$ErrorActionPreference = 'Stop'
            function dotnet { `$env:HOME = '$($before.HOME)'; & '$((Get-Command dotnet -CommandType Application)[0].Source)' @args; `$env:HOME = '$folder'; if (`$LASTEXITCODE) { throw 'dotnet failed.' } }
            Set-Location '$PSScriptRoot/../..'
            $Code
            `$installed = (Get-Module RakutenOps).ModuleBase
            `$installed
            & `$installed/examples/FirstSync.ps1
            exit `$LASTEXITCODE" 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $text
        $text | Should -Match "$([regex]::Escape($folder))\S*RakutenOps"
        $text | Should -Not -Match 'missing a readme|NU\d{4}'
        (Get-ChildItem $folder -Recurse -Force -File -Filter *.md).Name | Sort-Object | Should -Be 'CHANGELOG.md', 'README.ja.md', 'README.md'
    }
}
