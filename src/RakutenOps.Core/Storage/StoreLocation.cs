using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>Which database engine keeps a store.</summary>
public enum StoreKind
{
    /// <summary>A SQLite file: one machine.</summary>
    Sqlite,
    /// <summary>A PostgreSQL server: several machines.</summary>
    PostgreSql,
}

/// <summary>Where a store is: a SQLite file or a PostgreSQL server. Shows itself without any password.</summary>
public sealed record StoreLocation
{
    /// <summary>The environment variable that names the store of this machine.</summary>
    public const string Variable = "RAKUTENOPS_STORE";

    readonly string? file;
    readonly PostgresAddress? server;

    StoreLocation(string file) => this.file = file;

    StoreLocation(PostgresAddress server) => this.server = server;

    /// <summary>Which engine keeps the store.</summary>
    public StoreKind Kind => server is null ? StoreKind.Sqlite : StoreKind.PostgreSql;

    /// <summary>The file as a full path, or the server's address with the password masked.</summary>
    public string Display => server?.Display ?? file!;

    /// <summary>Whether the location itself holds a password, which then stands in a profile, a unit or a command line.</summary>
    public bool HasPassword => server?.HasPassword == true;

    /// <summary>Reads a location: <c>sqlite:&lt;path&gt;</c>, a plain path (<c>~/</c> is the home folder), or <c>postgresql://host/database</c>.</summary>
    /// <param name="text">The location.</param>
    /// <param name="folder">Where a relative path begins; the process's own folder when null.</param>
    /// <exception cref="StoreException">It names no file (StoreNotFound), an engine that there is none of (StoreUnsupported), or no server that can be read (StoreLocationInvalid).</exception>
    public static StoreLocation Parse(string text, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        if (text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase))
        {
            return new(PostgresAddress.Parse(text));
        }
        var path = text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) ? text["sqlite:".Length..].Trim() : text;
        if (path.Contains("://", StringComparison.Ordinal))
        {
            throw new StoreException("StoreUnsupported", Sentence.Of("StoreKind", path[..path.IndexOf(':', StringComparison.Ordinal)]), Sentence.Of("StoreKind_Advice"));
        }
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) throw new StoreException("StoreNotFound", Sentence.Of("StoreNoFile"), Sentence.Of("StoreNoFile_Advice"));
        if (path.StartsWith("~/", StringComparison.Ordinal)) path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
        return new(Path.GetFullPath(path, folder ?? Environment.CurrentDirectory));
    }

    /// <summary>The store of this machine: <see cref="Variable"/> where it is set, else a file in the user's data folder.</summary>
    /// <param name="environment">Reads an environment variable; null is the process's own.</param>
    /// <exception cref="StoreException">The variable's text is no location.</exception>
    public static StoreLocation Default(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        return environment(Variable) is { } chosen && !string.IsNullOrWhiteSpace(chosen)
            ? Parse(chosen)
            : new(Path.Combine(DataFolder(environment), "RakutenOps", "slips.db"));
    }

    /// <summary>Opens the store.</summary>
    /// <param name="create">Whether a store that is not there is made; else StoreNotFound. A PostgreSQL database is there already: only its tables are made.</param>
    /// <param name="lockWait">How long a file that another program locks is waited for; null is the store's own patience.</param>
    /// <exception cref="StoreException">The store cannot be opened; see <see cref="SqliteStore.Open"/> and <see cref="PostgresStore.Open(string, bool)"/>.</exception>
    public IOrderSlipStore Open(bool create = true, TimeSpan? lockWait = null) => server is null ? SqliteStore.Open(file!, create, lockWait) : PostgresStore.Open(server, create);

    /// <summary>As <see cref="Open"/>, for a caller that may be stopped: the token ends the wait for the store, and from then on what is being read from it.</summary>
    /// <param name="create">Whether a store that is not there is made.</param>
    /// <param name="cancel">Ends both at once.</param>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public Task<IOrderSlipStore> OpenAsync(bool create, CancellationToken cancel) => StoreOpening.AsideAsync(() => Open(create), cancel);

    /// <summary>The location without any secret, as <see cref="Parse"/> takes it: the password of a server is left out, its options are not.</summary>
    public override string ToString() => server?.WithoutPassword ?? "sqlite:" + file;

    static string DataFolder(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var home = environment("HOME") is { Length: > 0 } named ? named : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Application Support");
        // The XDG base directory rules: a relative path there is ignored.
        return environment("XDG_DATA_HOME") is { } data && Path.IsPathFullyQualified(data) ? data : Path.Combine(home, ".local", "share");
    }
}
