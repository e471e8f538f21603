namespace RakutenOps.Emulator.Orders;

/// <summary>Shipment rows of an order (§4.1).</summary>
static class Shipments
{
    public static ShippingRow Add(EmulatedOrder order, EmulatedPackage package)
    {
        var highest = order.ShippingRows.Select(row => row.ShippingDetailId).DefaultIfEmpty(Ids.Of(order.Row, 0) - 1).Max();
        var row = new ShippingRow { ShippingDetailId = highest + 1 };
        package.ShippingRows.Add(row);
        return row;
    }

    /// <summary>Fills what is missing so that every recipient has a complete row, shipped on that day.</summary>
    public static void CompleteAll(EmulatedOrder order, DateOnly day)
    {
        foreach (var package in order.Packages)
        {
            if (package.ShippingRows.Count == 0) Add(order, package);
            foreach (var row in package.ShippingRows)
            {
                row.DeliveryCompany ??= "1001";
                row.ShippingNumber ??= Draw.TrackingNumber(row.ShippingDetailId);
                row.ShippingDate = row.ShippingDate is { } planned && planned < day ? planned : day;
            }
        }
    }
}
