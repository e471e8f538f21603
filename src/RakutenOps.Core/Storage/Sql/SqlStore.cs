using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>Order slips in an SQL database: what SQLite and PostgreSQL do alike. They differ in how they are opened, in <see cref="SqlDialect"/>, and in how writers keep out of each other's way.</summary>
public abstract partial class SqlStore : IOrderSlipStore
{
    readonly SqlSession session;
    readonly PlannerSql planner;
    CancellationTokenRegistration stop;

    private protected SqlStore(SqlSession session) => (this.session, planner) = (session, session.Dialect.Planner);

    /// <inheritdoc/>
    public abstract StoreInfo Describe();

    /// <inheritdoc/>
    public void EndWith(CancellationToken cancel) => stop = cancel.Register(Interrupt);

    internal void Interrupt() => session.Interrupt();

    /// <inheritdoc/>
    public IReadOnlyList<RakutenShop> Shops() => session.Query(
        """
        SELECT name, endpoint, order_import, cancel_kind, auto_confirm, register_shipping_date, credential_reference, license_expires_at, import_switched_on_at,
          credential_given_at
        FROM shop ORDER BY name
        """,
        static row => new RakutenShop
        {
            Name = row.GetString(0),
            Endpoint = new(row.GetString(1)),
            OrderImport = row.Flag(2),
            CancelKind = (CancelKind?)row.NumberOrNull(3),
            AutoConfirm = row.Flag(4),
            RegisterShippingDate = row.Flag(5),
            CredentialReference = row.TextOrNull(6),
            LicenseExpiresAt = row.MomentOrNull(7),
            ImportSwitchedOnAt = row.MomentOrNull(8),
            CredentialGivenAt = row.MomentOrNull(9),
        });

    /// <inheritdoc/>
    public void Save(RakutenShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        session.Execute(
            """
            INSERT INTO shop (name, endpoint, order_import, cancel_kind, auto_confirm, register_shipping_date, credential_reference, license_expires_at, import_switched_on_at,
              credential_given_at)
            VALUES (@name, @endpoint, @import, @cancel, @confirm, @ship, @credential, @license, @switched, @given)
            ON CONFLICT (name) DO UPDATE SET endpoint = excluded.endpoint, order_import = excluded.order_import, cancel_kind = excluded.cancel_kind,
              auto_confirm = excluded.auto_confirm, register_shipping_date = excluded.register_shipping_date, credential_reference = excluded.credential_reference,
              license_expires_at = excluded.license_expires_at, import_switched_on_at = excluded.import_switched_on_at,
              credential_given_at = excluded.credential_given_at
            """,
            ("@name", shop.Name), ("@endpoint", shop.Endpoint.OriginalString), ("@import", StoredValues.Of(shop.OrderImport)), ("@cancel", (long?)shop.CancelKind),
            ("@confirm", StoredValues.Of(shop.AutoConfirm)), ("@ship", StoredValues.Of(shop.RegisterShippingDate)), ("@credential", shop.CredentialReference),
            ("@license", StoredValues.Of(shop.LicenseExpiresAt)), ("@switched", StoredValues.Of(shop.ImportSwitchedOnAt)), ("@given", StoredValues.Of(shop.CredentialGivenAt)));
    }

    /// <inheritdoc/>
    public bool RemoveShop(string name) => session.Write([name], () =>
    {
        var slips = session.Query("SELECT 1 FROM order_slip WHERE shop = @shop LIMIT 1", static row => row.GetInt32(0), ("@shop", name)).Count;
        if (slips > 0)
        {
            throw new StoreException("ShopHasSlips", Sentence.Of("ShopHasSlips", name), Sentence.Of("ShopHasSlips_Advice", name));
        }
        // Cursor and sightings go with the shop; its runs stay as history.
        session.Execute("DELETE FROM payment_method_map WHERE shop = @shop", ("@shop", name));
        session.Execute("DELETE FROM shippable_setting WHERE shop = @shop", ("@shop", name));
        session.Execute("DELETE FROM shop_lease WHERE shop = @shop", ("@shop", name));
        session.Execute("DELETE FROM notice WHERE shop = @shop", ("@shop", name));
        return session.Execute("DELETE FROM shop WHERE name = @shop", ("@shop", name)) > 0;
    });

    /// <inheritdoc/>
    public IReadOnlyList<PaymentMethodMap> PaymentMap() => session.Query(
        "SELECT shop, settlement_code, settlement_name, payment_method, kind FROM payment_method_map ORDER BY shop, settlement_code",
        static row => new PaymentMethodMap
        {
            Shop = row.GetString(0),
            SettlementCode = row.GetInt32(1),
            SettlementName = row.TextOrNull(2),
            PaymentMethod = row.GetString(3),
            Kind = (PaymentKind)row.GetInt32(4),
        });

    /// <inheritdoc/>
    public void Save(PaymentMethodMap row)
    {
        ArgumentNullException.ThrowIfNull(row);
        session.Execute(
            """
            INSERT INTO payment_method_map (shop, settlement_code, settlement_name, payment_method, kind) VALUES (@shop, @code, @name, @method, @kind)
            ON CONFLICT (shop, settlement_code) DO UPDATE SET settlement_name = excluded.settlement_name, payment_method = excluded.payment_method, kind = excluded.kind
            """,
            ("@shop", row.Shop), ("@code", (long)row.SettlementCode), ("@name", row.SettlementName), ("@method", row.PaymentMethod), ("@kind", (long)row.Kind));
    }

    /// <inheritdoc/>
    public bool RemovePaymentMap(string shop, int settlementCode) =>
        session.Execute("DELETE FROM payment_method_map WHERE shop = @shop AND settlement_code = @code", ("@shop", shop), ("@code", (long)settlementCode)) > 0;

    /// <inheritdoc/>
    public IReadOnlyList<ShippableSetting> ShippableSettings() => session.Query(
        "SELECT shop, payment_method, initial_deposit_status, initial_approval_status, required_deposit_status FROM shippable_setting ORDER BY shop, payment_method",
        static row => new ShippableSetting
        {
            Shop = row.GetString(0),
            PaymentMethod = row.GetString(1),
            InitialDepositStatus = (DepositStatus)row.GetInt32(2),
            InitialApprovalStatus = (ApprovalStatus)row.GetInt32(3),
            RequiredDepositStatus = (DepositStatus)row.GetInt32(4),
        });

    /// <inheritdoc/>
    public void Save(ShippableSetting row)
    {
        ArgumentNullException.ThrowIfNull(row);
        session.Execute(
            """
            INSERT INTO shippable_setting (shop, payment_method, initial_deposit_status, initial_approval_status, required_deposit_status)
            VALUES (@shop, @method, @deposit, @approval, @required)
            ON CONFLICT (shop, payment_method) DO UPDATE SET initial_deposit_status = excluded.initial_deposit_status,
              initial_approval_status = excluded.initial_approval_status, required_deposit_status = excluded.required_deposit_status
            """,
            ("@shop", row.Shop), ("@method", row.PaymentMethod), ("@deposit", (long)row.InitialDepositStatus),
            ("@approval", (long)row.InitialApprovalStatus), ("@required", (long)row.RequiredDepositStatus));
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        stop.Dispose();
        session.Dispose();
        GC.SuppressFinalize(this);
    }
}
