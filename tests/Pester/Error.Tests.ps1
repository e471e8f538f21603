#Requires -Version 7.6
<# Errors as scripts meet them: ids, categories, targets, what to do, and what goes on beside them. #>

BeforeAll {
    . "$PSScriptRoot/Rehearsal.ps1"
    $null = Open-Rehearsal $TestDrive
    $null = Add-Order 2
}

AfterAll { Close-Rehearsal }

Describe 'Bad input' {
    It 'gets an id of its own: <Id>' -ForEach @(
        @{ Id = 'ShopNotFound'; Script = { Sync-RakutenPayment nowhere -ErrorAction Stop } }
        @{ Id = 'CancelKindMissing'; Script = { Register-RakutenShop osaka -OrderImport On -ErrorAction Stop } }
        @{ Id = 'EndpointNotSecure'; Script = { Register-RakutenShop osaka -Endpoint http://rms.example.com -ErrorAction Stop } }
        @{ Id = 'ShopExists'; Script = { Register-RakutenShop kobe -ErrorAction Stop } }
        @{ Id = 'SlipNotFound'; Script = { Get-OrderSlip 99 -ErrorAction Stop } }
        @{ Id = 'OrderSlipNotFound'; Script = { Get-OrderSlip -OrderNumber 1-2-3 -ErrorAction Stop } }
        @{ Id = 'OrderNotFound'; Script = { Get-RakutenOrderStatus 999999-20200101-0000000001 -ErrorAction Stop } }
        @{ Id = 'SplitTooMuch'; Script = { Split-OrderSlip 1 -LineNumber 1 -Quantity 5 -ErrorAction Stop } }
        @{ Id = 'StoreNotFound'; Script = { Connect-OrderSlipStore -Path (Join-Path $TestDrive 'none.db') -Existing -ErrorAction Stop } }
    ) {
        $Script | Should -Throw -ErrorId "$Id,*" -PassThru | ForEach-Object {
            $_.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'is one error among good ones, in their order' {
        $slips = 1, 99, 2 | Get-OrderSlip -ErrorAction SilentlyContinue -ErrorVariable wrong
        $slips.SlipNumber | Should -Be 1, 2
        $wrong.Count | Should -Be 1
        $wrong[0].TargetObject | Should -Be 99
    }

    It 'leaves the other shops their run' {
        $order = Set-RmsEmulator -OrderNumber (Get-OrderSlip 1).OrderNumber -Event AuthoriseOk
        $paid = Sync-RakutenPayment nowhere, kobe -ErrorAction SilentlyContinue -ErrorVariable wrong
        $paid.OrderNumber | Should -Be $order.OrderNumber
        $wrong[0].FullyQualifiedErrorId | Should -BeLike 'ShopNotFound,*'
    }

    It 'of a key that was just put in and is refused names the shop and what to do, and keeps RMS''s own code' {
        $key = [pscredential]::new('SP999999_wrong', [System.Net.NetworkCredential]::new('', 'SL999999_wrong').SecurePassword)
        Register-RakutenShop osaka -Credential $key -Endpoint (Get-RakutenShop kobe).Endpoint -CancelKind CustomerRequest -OrderImport On
        Import-RakutenOrder osaka -ErrorAction SilentlyContinue -ErrorVariable wrong
        $wrong[0].FullyQualifiedErrorId | Should -BeLike 'CredentialNotYetActive,*'
        $wrong[0].Exception.InnerException.RmsCode | Should -Be 'ES01-01'
        $wrong[0].ErrorDetails.RecommendedAction | Should -Match 'osaka'
        "$($wrong | Out-String)$($wrong[0] | Format-List * -Force | Out-String)" | Should -Not -Match 'SL999999_wrong'
    }

    It 'ends the script with ErrorAction Stop, and leaves 1 as its exit code' {
        $null = Invoke-Pwsh '$ErrorActionPreference = "Stop"; Get-OrderSlip 99 2> $null; "not reached"'
        $LASTEXITCODE | Should -Be 1
    }
}
