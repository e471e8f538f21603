#Requires -Version 7.6
<#
.SYNOPSIS
    What every suite starts with, dot-sourced in its BeforeAll: the packaged module, and a store, an emulator and a shop of its own.
#>

if (-not $env:RAKUTENOPS_TEST_MODULE) { $env:RAKUTENOPS_TEST_MODULE = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'module', 'debug', 'RakutenOps', 'RakutenOps.psd1') }
Import-Module $env:RAKUTENOPS_TEST_MODULE

# The variables reach child processes and runspaces, too.
function Open-Rehearsal([string] $Folder) {
    $env:RAKUTENOPS_CONFIG = Join-Path $Folder 'config'
    $env:RAKUTENOPS_STATE = Join-Path $Folder 'state'
    $env:RAKUTENOPS_STORE = "sqlite:$(Join-Path $Folder 'slips.db')"
    $null = Connect-OrderSlipStore -Location $env:RAKUTENOPS_STORE
    $script:emulator = Start-RmsEmulator
    Register-RakutenShop kobe -Credential $emulator.Credential -Endpoint $emulator.Endpoint -CancelKind CustomerRequest -OrderImport On
    Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
    $emulator
}

function Close-Rehearsal {
    Stop-RmsEmulator
    Remove-Item Env:RAKUTENOPS_CONFIG, Env:RAKUTENOPS_STATE, Env:RAKUTENOPS_STORE
}

# Orders at 200 (楽天処理中), imported; gives them back as the emulator has them.
function Add-Order([int] $Count = 1, [hashtable] $With = @{}) {
    Set-RmsEmulator -Order @(foreach ($i in 1..$Count) { @{ events = @(@{ event = 'Confirm' }) } + $With })
    $null = Import-RakutenOrder kobe
}

# Every byte of the store; its shared memory file apart, which readers write, too.
function Get-StoreHash {
    (Get-ChildItem "$($env:RAKUTENOPS_STORE.Substring(7))*" -Exclude *-shm | Sort-Object Name | Get-FileHash).Hash -join ' '
}

# The store as the module's core opens it, for what no cmdlet can make.
function Edit-Store([scriptblock] $Edit) {
    $core = [System.Runtime.Loader.AssemblyLoadContext]::All.Assemblies | Where-Object { $_.GetName().Name -eq 'RakutenOps.Core' } | Select-Object -First 1
    $store = $core.GetType('RakutenOps.Core.WorkspaceFactory')::Locate($env:RAKUTENOPS_STORE).Open($false)
    try { & $Edit $store } finally { $store.Dispose() }
}

# A script in a PowerShell of its own, as a scheduler would run it; its text, with the exit code in $LASTEXITCODE.
function Invoke-Pwsh([string] $Script, [string] $Culture = 'en-US') {
    $before = $env:LC_ALL
    $env:LC_ALL = "$($Culture.Replace('-', '_')).UTF-8"
    try { (pwsh -NoProfile -NonInteractive -Command "Import-Module '$env:RAKUTENOPS_TEST_MODULE'; $Script") -join "`n" }
    finally { $env:LC_ALL = $before }
}
