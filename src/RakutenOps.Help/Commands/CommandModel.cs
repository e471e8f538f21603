namespace RakutenOps.Help.Commands;

/// <summary>A cmdlet as its assembly declares it.</summary>
sealed record CommandModel(string Verb, string Noun, string? DefaultSet, IReadOnlyList<string> Outputs, IReadOnlyList<ParameterModel> Parameters)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter sets, the default first; one without a name when the cmdlet has none.</summary>
    public IReadOnlyList<string?> Sets
    {
        get
        {
            var named = Parameters.SelectMany(static p => p.Places).Select(static p => p.Set).OfType<string>().Distinct().OrderBy(s => s == DefaultSet ? 0 : 1).ToList();
            return named.Count == 0 ? [null] : [.. named];
        }
    }

    /// <summary>The parameters in the order of the page: by position, then those that must be given, then the rest as declared.</summary>
    public IEnumerable<ParameterModel> Ordered => Parameters.OrderBy(static p => p.Foremost.Position ?? int.MaxValue).ThenBy(static p => p.Foremost.Mandatory ? 0 : 1);

    /// <summary>The parameters of a set in the order of its syntax: by position, then those that must be given, then the rest as declared.</summary>
    public IEnumerable<(ParameterModel Parameter, ParameterPlace Place)> In(string? set) =>
        Parameters.Select(p => (Parameter: p, Place: p.Places.FirstOrDefault(at => at.Set is null || at.Set == set)!)).Where(static p => p.Place is not null)
            .OrderBy(static p => p.Place.Position ?? int.MaxValue).ThenBy(static p => p.Place.Mandatory ? 0 : 1);
}

/// <summary>A parameter and its place in each parameter set. Default is what PSDefaultValue says of it; null where it is left blank or as it stands.</summary>
sealed record ParameterModel(string Name, string Type, bool IsSwitch, bool IsArray, IReadOnlyList<string> Aliases, bool Globbing, IReadOnlyList<string> Values, string? Default, IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>Where it stands when it is told alone: by position before by name.</summary>
    public ParameterPlace Foremost => Places.MinBy(static p => p.Position ?? int.MaxValue)!;
}

/// <summary>How a parameter stands in one parameter set; a null set is every set.</summary>
sealed record ParameterPlace(string? Set, int? Position, bool Mandatory, bool ByValue, bool ByPropertyName)
{
    public string Pipeline => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
