#Requires -Version 7.6
<# What Tab offers, as the prompt asks for it. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $null = Add-Order 2
    function Get-Offer([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

AfterAll { Close-Rehearsal }

Describe 'Tab offers' {
    It '<What>' -ForEach @(
        @{ What = 'shops'; Line = 'Sync-RakutenPayment '; Value = 'kobe' }
        @{ What = 'slip numbers'; Line = 'Test-RakutenPayment '; Value = '1' }
        @{ What = 'order numbers'; Line = 'Get-OrderSlip -OrderNumber 9999'; Value = '999999-*' }
        @{ What = 'Rakuten''s payment methods by code'; Line = 'Set-PaymentMethodMap 1'; Value = '13' }
        @{ What = 'Rakuten''s payment methods by name'; Line = 'Set-PaymentMethodMap -SettlementName セブン'; Value = '*セブンイレブン（前払）*' }
        @{ What = 'your payment methods'; Line = 'Set-ShippableSetting '; Value = 'クレジットカード' }
        @{ What = 'reasons'; Line = 'Test-RakutenPayment 1 -Reason stale'; Value = 'stale_authorisation' }
        @{ What = 'your payment methods to a slip'; Line = 'Set-OrderSlip 1 -PaymentMethod '; Value = 'クレジットカード' }
        @{ What = 'your payment methods to the map'; Line = 'Set-PaymentMethodMap 1 '; Value = 'クレジットカード' }
        @{ What = 'orders to confirm'; Line = 'Confirm-RakutenOrder kobe 9999'; Value = '999999-*' }
        @{ What = 'stages'; Line = 'Get-OrderSlip -Stage Awaiting'; Value = 'AwaitingPayment' }
        @{ What = 'runs'; Line = 'Get-OrderSlipHistory -Run '; Value = '*' }
    ) {
        $offers = Get-Offer $Line
        $offer = $offers | Where-Object CompletionText -Like $Value | Select-Object -First 1
        $offer | Should -Not -BeNullOrEmpty -Because "of $($offers.CompletionText -join ', ')"
        $offer.ToolTip | Should -Not -BeNullOrEmpty
    }

    It 'a slip that is paid, too, when its number is typed; before it those that wait' {
        Set-OrderSlip 1 -DepositStatus Paid -ApprovalStatus Approved -ApprovalDate (Get-OrderSlip 1).OrderDate
        $order = (Get-OrderSlip 1).OrderNumber
        (Get-Offer "Get-OrderSlip -OrderNumber $order").CompletionText | Should -Be $order
        (Get-Offer 'Get-OrderSlip -OrderNumber 9999').CompletionText | Should -Be @((Get-OrderSlip 2).OrderNumber, $order)
        (Get-Offer 'Get-OrderSlip 1').CompletionText | Should -Be '1'
    }

    It 'which slip a number is' {
        (Get-Offer 'Get-OrderSlip 1')[0].ToolTip | Should -Match "$((Get-OrderSlip 1).OrderNumber).*kobe.*クレジットカード"
    }
}

Describe 'A store that cannot be read' {
    It 'offers nothing and keeps nobody waiting while another program locks it' {
        $file = Join-Path $TestDrive 'locked.db'
        $text = Invoke-Pwsh @"
            `$null = Connect-OrderSlipStore -Path '$file'; Register-RakutenShop kobe
            `$sqlite = [System.Runtime.Loader.AssemblyLoadContext]::All.Assemblies | Where-Object { `$_.GetName().Name -eq 'Microsoft.Data.Sqlite' } | Select-Object -First 1
            `$other = [Activator]::CreateInstance(`$sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), [object[]] 'Data Source=$file;Pooling=False')
            `$other.Open()
            `$lock = `$other.CreateCommand()
            `$lock.CommandText = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE mine (a)'
            `$null = `$lock.ExecuteNonQuery()
            `$Error.Clear(); `$began = [DateTime]::UtcNow
            (TabExpansion2 'Get-OrderSlip -Shop ' 20).CompletionMatches.Count; `$Error.Count; ([DateTime]::UtcNow - `$began).TotalSeconds -lt 15
"@
        # A store's own patience is twenty seconds and more; a prompt has none.
        $text | Should -Be "0`n0`nTrue"
    }

    It 'offers nothing, writes no error and makes no file' {
        $before = $env:RAKUTENOPS_STORE
        $broken = Join-Path $TestDrive 'broken.db'
        Set-Content $broken 'this is no database'
        foreach ($store in $broken, (Join-Path $TestDrive 'missing.db')) {
            $text = Invoke-Pwsh "`$env:RAKUTENOPS_STORE = 'sqlite:$store'; `$Error.Clear(); (TabExpansion2 'Get-OrderSlip -Shop ' 20).CompletionMatches.Count; `$Error.Count"
            $text | Should -Be "0`n0"
        }
        Join-Path $TestDrive 'missing.db' | Should -Not -Exist
        $env:RAKUTENOPS_STORE | Should -Be $before
    }
}
