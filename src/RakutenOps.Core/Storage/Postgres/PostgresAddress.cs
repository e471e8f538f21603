using System.Net;
using Npgsql;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>
/// Which server and database keep a store. Shows itself with the password masked. User and password may stand elsewhere: PGUSER, PGPASSWORD, PGPASSFILE, the systemd credential
/// <c>pgpass</c>, ~/.pgpass.
/// </summary>
internal sealed class PostgresAddress
{
    readonly NpgsqlConnectionStringBuilder settings;

    PostgresAddress(NpgsqlConnectionStringBuilder settings, string withoutPassword) => (this.settings, WithoutPassword) = (settings, withoutPassword);

    /// <summary>The address as it was given, options and all, but for its password: what another process may be told.</summary>
    public string WithoutPassword { get; }

    /// <summary>What the driver connects by; holds the password.</summary>
    public string ConnectionString => settings.ConnectionString;

    /// <summary>Whether the address itself holds a password.</summary>
    public bool HasPassword => settings.Password is { Length: > 0 };

    /// <summary>The address with the password masked.</summary>
    public string Display
    {
        get
        {
            var user = settings.Username is { Length: > 0 } name ? name + (HasPassword ? ":***" : "") + "@" : HasPassword ? ":***@" : "";
            var port = settings.Port == NpgsqlConnection.DefaultPort ? "" : FormattableString.Invariant($":{settings.Port}");
            return IsSocket(settings.Host!) ? $"postgresql://{user}/{settings.Database}?host={settings.Host}" : $"postgresql://{user}{settings.Host}{port}/{settings.Database}";
        }
    }

    /// <summary>Reads <c>postgresql://[user[:password]@][host][:port]/database[?sslmode=…&amp;sslrootcert=…&amp;passfile=…&amp;host=/socket/folder]</c>, as PostgreSQL's own programs do.</summary>
    /// <exception cref="StoreException">StoreLocationInvalid; it shows nothing of what may be a secret.</exception>
    public static PostgresAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0) throw Invalid(Sentence.Of("Location_Address"));
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.IdnHost.Trim('[', ']') : "localhost",
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            SearchPath = PostgresSchema.Name,
            ApplicationName = "RakutenOps",
            Enlist = false,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            Timeout = 30,
            CommandTimeout = 60,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 30,
            // A call waits as long for another program as with SQLite; a machine that hangs or is gone within a write keeps others out for a minute at most.
            Options = "-c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
        };
        if (settings.Database.Length == 0) throw Invalid(Sentence.Of("Location_Database"));
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.Split('=', 2) is [var key, var given] ? (key, Uri.UnescapeDataString(given)) : (option, "");
            switch (name)
            {
                case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode): settings.SslMode = mode; break;
                case "sslrootcert": settings.RootCertificate = value; break;
                case "passfile": settings.Passfile = value; break;
                case "host" when IsSocket(value): settings.Host = value; break;
                default: throw Invalid(Sentence.Of("Location_Option", name));
            }
        }
        // Unencrypted only within this machine, unless the address says otherwise.
        if (!uri.Query.Contains("sslmode=", StringComparison.Ordinal)) settings.SslMode = IsLocal(settings.Host!) ? SslMode.Prefer : SslMode.Require;
        settings.Passfile ??= CredentialOfUnit();
        return new(settings, $"postgresql://{(user[0].Length > 0 ? user[0] + "@" : "")}{uri.Authority}{uri.PathAndQuery}");
    }

    // Where systemd puts what the unit loads is known only to the running unit, so no address and no variable of the unit can name it.
    static string? CredentialOfUnit() =>
        Environment.GetEnvironmentVariable("PGPASSFILE") is null && UnitCredentials.PathOf("pgpass") is { } file && File.Exists(file) ? file : null;

    static bool IsSocket(string host) => host.StartsWith('/');

    static bool IsLocal(string host) => IsSocket(host) || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    static StoreException Invalid(string why) => new("StoreLocationInvalid", Sentence.Of("LocationInvalid", why), Sentence.Of("LocationInvalid_Advice"));
}
