# The obvious script as an admin writes it today: Invoke-RestMethod, a hundred orders at a time, one UPDATE per slip that is paid.
# It prints how many it paid, and what it took: milliseconds by the clock and of CPU, PowerShell's own start apart.
param([uri] $Rms, [string] $Authorization, [string] $Store, [string] $SqliteFolder)

$ErrorActionPreference = 'Stop'
$start = [Diagnostics.Stopwatch]::StartNew()
$cpu = [Environment]::CpuUsage.TotalTime
foreach ($name in 'SQLitePCLRaw.core', 'SQLitePCLRaw.provider.e_sqlite3', 'SQLitePCLRaw.batteries_v2', 'Microsoft.Data.Sqlite') { Add-Type -Path (Join-Path $SqliteFolder "$name.dll") }
$connection = [Microsoft.Data.Sqlite.SqliteConnection]::new("Data Source=$Store;Pooling=False")
$connection.Open()
$select = $connection.CreateCommand()
$select.CommandText = "SELECT order_number FROM order_slip WHERE status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL AND cancel_kind = 0 AND origin = 'api'"
$reader = $select.ExecuteReader()
$waiting = [Collections.Generic.List[string]]::new()
while ($reader.Read()) { $waiting.Add($reader.GetString(0)) }
$reader.Dispose()
$update = $connection.CreateCommand()
$update.CommandText = 'UPDATE order_slip SET deposit_status = 2, approval_status = 30, approval_date = @day, status = 20 WHERE root_order_number = @order'
$day = $update.Parameters.AddWithValue('@day', '')
$number = $update.Parameters.AddWithValue('@order', '')

$paid = 0
for ($i = 0; $i -lt $waiting.Count; $i += 100) {
    $body = @{ orderNumberList = $waiting.GetRange($i, [Math]::Min(100, $waiting.Count - $i)); version = 10 } | ConvertTo-Json
    $answer = Invoke-RestMethod -Method Post -Uri ([uri]::new($Rms, '/es/2.0/order/getOrder/')) -Headers @{ Authorization = $Authorization } -ContentType 'application/json; charset=utf-8' -Body $body
    foreach ($order in $answer.OrderModelList) {
        if ($order.orderProgress -ne 300) { continue }
        $day.Value = ([datetimeoffset] $order.shippingInstDatetime).ToString('yyyy-MM-dd')
        $number.Value = $order.orderNumber
        $paid += $update.ExecuteNonQuery()
    }
}
$connection.Dispose()
@($paid, $start.ElapsedMilliseconds, [int]([Environment]::CpuUsage.TotalTime - $cpu).TotalMilliseconds) -join ' '
