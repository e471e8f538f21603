#Requires -Version 7.6
<# What people see, and what files get. #>

BeforeDiscovery { $script:cultures = 'en-US', 'ja-JP' }

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $script:orders = Add-Order 2
    $null = $orders[0] | Set-RmsEmulator -Event AuthoriseOk
    $null = Sync-RakutenPayment

    # Columns of a terminal: a full-width letter takes two.
    function Measure-Cell([string] $Text) {
        $cells = 0
        foreach ($rune in $Text.EnumerateRunes()) { $cells += if ($rune.Value -ge 0x1100 -and "$rune" -match '[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsCJKSymbolsandPunctuation}\p{IsHalfwidthandFullwidthForms}]') { 2 } else { 1 } }
        $cells
    }
}

AfterAll { Close-Rehearsal }

Describe 'Format-Table in <_>' -ForEach $cultures {
    BeforeAll { $script:culture = $_ }

    It 'shows slips in at most six columns and a hundred cells, with no colour in a file' {
        $text = Invoke-Pwsh 'Get-OrderSlip | Format-Table | Out-String -Width 100' -Culture $culture
        $lines = $text.Trim("`n").Split("`n")
        $lines[1].Trim() -split '\s+' | Should -HaveCount 6
        foreach ($line in $lines) { Measure-Cell $line.TrimEnd() | Should -BeLessOrEqual 100 -Because $line }
        $text | Should -Not -Match "`e"
        $text | Should -Match $(if ($culture -eq 'ja-JP') { '2:入金済み' } else { '2: Paid' })
    }

    It 'shows decisions, windows, history, runs, shops, maps and settings within a hundred cells' {
        $text = Invoke-Pwsh 'Get-OrderSlip | Test-RakutenPayment | Format-Table | Out-String -Width 100; Get-OrderSlip | Test-ReauthWindow | Format-Table | Out-String -Width 100; Get-OrderSlipHistory | Format-Table | Out-String -Width 100
            Get-RakutenSyncRun | Format-Table | Out-String -Width 100; Get-RakutenShop | Format-Table | Out-String -Width 100; Get-PaymentMethodMap | Format-Table | Out-String -Width 100; Get-ShippableSetting | Format-Table | Out-String -Width 100; Get-RakutenShop | Test-RakutenShop | Format-Table | Out-String -Width 100' -Culture $culture
        foreach ($line in $text.Split("`n")) { Measure-Cell $line.TrimEnd() | Should -BeLessOrEqual 100 -Because $line }
    }
}

Describe 'Colour' {
    BeforeAll {
        $script:rendering = $PSStyle.OutputRendering
        $script:mark = [regex]::Escape($PSStyle.Formatting.Error)
        # A shop without a credential fails its checks: a cross in the colour of errors.
        Register-RakutenShop nara
    }

    AfterAll {
        $PSStyle.OutputRendering = $rendering
        Unregister-RakutenShop nara -Confirm:$false
    }

    It 'is the user''s own where there is any' {
        $PSStyle.OutputRendering = 'Ansi'
        Test-RakutenShop nara | Format-Table | Out-String -Width 100 | Should -Match $mark
    }

    It 'is none when the output is plain text' {
        $PSStyle.OutputRendering = 'PlainText'
        Test-RakutenShop nara | Format-Table | Out-String -Width 100 | Should -Not -Match "`e"
        Get-OrderSlip | Test-RakutenPayment | Format-List | Out-String -Width 100 | Should -Not -Match "`e"
    }

    It 'is none in a file' {
        $PSStyle.OutputRendering = 'Host'
        $file = Join-Path $TestDrive 'checks.txt'
        Test-RakutenShop nara | Out-File $file
        Get-Content $file -Raw | Should -Match '✗'
        Get-Content $file -Raw | Should -Not -Match "`e"
    }
}

Describe 'Amounts' {
    It 'end in the same column' {
        Set-OrderSlip 2 -TotalAmount 1234567
        $rows = (Get-OrderSlip | Format-Table | Out-String -Width 100).Split("`n") | Where-Object { $_ -match '^\s+\d' }
        ($rows | ForEach-Object { $_.TrimEnd().Length } | Select-Object -Unique) | Should -HaveCount 1
        $rows[1] | Should -Match ' 1,234,567\s*$'
    }

    It 'are whole in a terminal of a hundred columns, which keeps its last one free' {
        Get-OrderSlip 2 | Format-Table | Out-String -Width 99 | Should -Match ' 1,234,567\s'
    }
}

Describe 'Objects of several types in one output' {
    It 'show what their tables have, and no object''s insides' {
        $text = & { Get-OrderSlipStore; Get-OrderSlip 1; Get-OrderSlip 2 | Test-RakutenPayment } | Out-String -Width 120
        $text | Should -Match '(?m)^TotalAmount\s+: '
        $text | Should -Match '(?m)^Message\s+: '
        $text | Should -Not -Match 'Differences|Findings|\{'
    }
}

Describe 'Format-List' {
    It 'names every field of a slip, with states in words and their numbers' {
        $text = Get-OrderSlip 1 | Format-List | Out-String -Width 100
        $text | Should -Match 'DepositStatus\s+: 2: Paid'
        $text | Should -Match 'ApprovalDate\s+: \d{4}-\d\d-\d\d'
    }

    It 'shows each condition of a decision on a line of its own' {
        (Get-OrderSlip 2 | Test-RakutenPayment | Format-List | Out-String -Width 120) | Should -Match '(?m)^\s*(Findings\s+: )?[✓✗] '
    }
}

Describe 'Files' {
    It 'of Export-Csv have one column a property, with plain numbers' {
        $header = (Get-OrderSlip | ConvertTo-Csv)[0]
        foreach ($name in 'SlipNumber', 'OrderNumber', 'DepositStatus', 'ApprovalDate', 'TotalAmount', 'Stage') { $header | Should -Match "`"$name`"" }
        (Get-OrderSlip 2 | ConvertTo-Csv | ConvertFrom-Csv).TotalAmount | Should -Be '1234567'
    }
}
