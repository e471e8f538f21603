using Refit;

namespace RakutenOps.Core.Rms;

/// <summary>RMS on the wire: every order function is a POST with a trailing slash (API §1.1). Answers are raw, for they differ too much to be bound.</summary>
internal interface IRmsApi
{
    [Post("/es/2.0/order/searchOrder/")]
    Task<HttpResponseMessage> SearchOrder([Body(true)] SearchOrderRequest body, CancellationToken cancel);

    [Post("/es/2.0/order/getOrder/")]
    Task<HttpResponseMessage> GetOrder([Body(true)] GetOrderRequest body, CancellationToken cancel);

    [Post("/es/2.0/order/getPayment/")]
    Task<HttpResponseMessage> GetPayment([Body(true)] GetPaymentRequest body, CancellationToken cancel);

    [Post("/es/2.0/order/confirmOrder/")]
    Task<HttpResponseMessage> ConfirmOrder([Body(true)] ConfirmOrderRequest body, CancellationToken cancel);

    [Post("/es/2.0/order/updateOrderShipping/")]
    Task<HttpResponseMessage> UpdateOrderShipping([Body(true)] UpdateOrderShippingRequest body, CancellationToken cancel);

    /// <summary>The key stands in the query (API §5): this URL is never logged or put into a message.</summary>
    [Get("/es/1.0/license-management/license-key/expiry-date")]
    Task<HttpResponseMessage> LicenceExpiryDate([AliasAs("licenseKey")] string licenseKey, CancellationToken cancel);
}
