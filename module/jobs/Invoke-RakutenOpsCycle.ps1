#Requires -Version 7.6
<#
.SYNOPSIS
    One unattended cycle: imports orders, confirms them (shops with AutoConfirm), and brings Rakuten's payment results into the slips of every shop whose order import is on.
.DESCRIPTION
    Run it every 15 minutes: pwsh -NoProfile -NonInteractive -File Invoke-RakutenOpsCycle.ps1, or rakutenops -File Invoke-RakutenOpsCycle.ps1. Register-RakutenSyncSchedule sees to that.
    Shops are independent: one that fails never stops the rest. Exit codes: 0 done or nothing to do, 1 unexpected, 2 configuration, secret or store, 3 RMS cannot be reached or does not know
    a new key yet, 4 some orders failed, 5 a person is needed, 75 another run holds the lock or a shop.
.PARAMETER Store
    The order slip store, as RAKUTENOPS_STORE takes it; that variable, else your own file, when left out.
.PARAMETER Shop
    Shops by name or pattern, apart by commas; every shop with order import on when left out.
.PARAMETER Notice
    Whom to tell when a person is needed, such as Slack=file:slack, several apart by semicolons; RAKUTENOPS_NOTICE when left out.
.PARAMETER KeepDays
    How many days rows of past runs and log files are kept.
.PARAMETER ThrottleLimit
    How many shops run side by side.
.PARAMETER OncePer
    For several machines over one store: each shop is worked once in this time, such as 00:15, by whichever machine comes first. Every shop is worked when left out.
#>
[CmdletBinding()]
param(
    [string] $Store,

    [string] $Shop = '*',

    [string] $Notice,

    [int] $KeepDays = 90,

    [ValidateRange(1, 64)]
    [int] $ThrottleLimit = 8,

    [timespan] $OncePer
)

if (-not (Get-Command Invoke-RakutenSyncCycle -ErrorAction Ignore)) { Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'RakutenOps.psd1')) }

$options = @{ Shop = $Shop.Split(','); KeepDays = $KeepDays; ThrottleLimit = $ThrottleLimit; OncePer = $OncePer; Confirm = $false; ErrorAction = 'Continue' }
if ($Notice) { $options.Notice = $Notice.Split(';') }
$report = $null
try {
    # The cycle opens it, so that a store that cannot be opened is in its log and its notice.
    if ($Store) { $env:RAKUTENOPS_STORE = $Store }
    $report = Invoke-RakutenSyncCycle @options
}
catch {
    # Only what stands before a cycle can end it so: the store's location and the settings above.
    "$($_.Exception.Message)"
    "$($_.ErrorDetails.RecommendedAction)"
    exit 2
}

foreach ($cause in $report.Causes) { "$(if ($cause.Shop) { $cause.Shop } else { 'The store' }) needs a person: $($cause.Message)" }
"$($report.Shops.Count) shops: $($report.OrdersImported) orders imported, $($report.SlipsChanged) slips changed, $($report.Causes.Count) need a person, $($report.Problems.Count) errors, $($report.Requests) requests. Exit code $($report.ExitCode)."
exit $report.ExitCode
