using System.Globalization;

namespace RakutenOps.Benchmarks.Figures;

/// <summary>Lines of ours, reference, ratio, budget and pass, printed as they come.</summary>
internal sealed class Table
{
    /// <summary>Budgets that hold.</summary>
    public int Passed { get; private set; }

    /// <summary>Budgets that do not.</summary>
    public int Failed { get; private set; }

    public Table() => Write("what", "ours", "reference", "ratio", "budget", "");

    /// <summary>Begins a workload.</summary>
    public static void Title(string text) => Console.WriteLine($"\n{text}");

    /// <summary>A figure that has a budget: ours may be at most that many.</summary>
    public void AtMost(string what, double ours, double budget, string unit = "") => Line(what, Show(ours, unit), "", "", $"≤ {Show(budget, unit)}", ours <= budget);

    /// <summary>Ours against a reference that it may exceed by a factor at most.</summary>
    public void AtMostTimes(string what, double ours, double reference, double budget, string unit) =>
        Line(what, Show(ours, unit), Show(reference, unit), Times(ours / reference), $"≤ {Times(budget)}", ours <= reference * budget);

    /// <summary>Ours against a reference that must be a factor more at least.</summary>
    public void TimesLess(string what, double ours, double reference, double budget, string unit) =>
        Line(what, Show(ours, unit), Show(reference, unit), Times(reference / ours), $"≥ {Times(budget)} less", reference >= ours * budget);

    /// <summary>A figure that is told and has no budget.</summary>
    public static void Tell(string what, double ours, string unit = "", double? reference = null) =>
        Write(what, Show(ours, unit), reference is { } other ? Show(other, unit) : "", reference is { } and ? Times(ours / and) : "", "", "");

    /// <summary>Ours against a reference that is hoped to be more, told without a budget.</summary>
    public static void TellLess(string what, double ours, double reference, string unit) => Write(what, Show(ours, unit), Show(reference, unit), Times(reference / ours), "", "");

    void Line(string what, string ours, string reference, string ratio, string budget, bool holds)
    {
        if (holds) Passed++;
        else Failed++;
        Write(what, ours, reference, ratio, budget, holds ? "pass" : "FAIL");
    }

    static void Write(string what, string ours, string reference, string ratio, string budget, string verdict) =>
        Console.WriteLine($"  {what,-62} {ours,12} {reference,12} {ratio,9}  {budget,-13} {verdict}".TrimEnd());

    static string Times(double factor) => factor.ToString(factor < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " ×";

    static string Show(double figure, string unit) => $"{figure.ToString(figure < 10 && unit.Length > 0 ? "0.#" : "#,0", CultureInfo.InvariantCulture)} {unit}".TrimEnd();
}
