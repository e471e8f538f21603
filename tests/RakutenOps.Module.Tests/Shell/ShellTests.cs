using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Shell;

/// <summary>The exit code and the streams of <c>rakutenops</c>, as a process (design.md §6).</summary>
public sealed class ShellTests : IDisposable
{
    readonly ProbeModule module = new();

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("function Leave { exit 7 }; Leave; 'not reached'", 7)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("Get-NoSuchCommand; 'still here'", 0)]
    [InlineData("& sh -c 'exit 9'; 'after'", 0)]
    [InlineData("'before'; & sh -c 'exit 9'", 0)]   // a script's own end decides: it passes a native code on with exit $LASTEXITCODE
    [InlineData("& sh -c 'exit 9'; exit $LASTEXITCODE", 9)]
    [InlineData("Write-Probe -ErrorAction SilentlyContinue; 'last'", 0)]
    public async Task The_exit_code_is_that_of_pwsh_File(string script, int code)
    {
        var result = await ShellProcess.RunScriptAsync(module, script);

        result.ExitCode.ShouldBe(code, result.Output + result.Errors);
        result.Output.ShouldNotContain("not reached");
    }

    [Fact]
    public async Task A_missing_command_is_an_error_on_stderr_and_the_script_goes_on()
    {
        var result = await ShellProcess.RunScriptAsync(module, "Get-NoSuchCommand; 'still here'");

        result.Errors.ShouldContain("Get-NoSuchCommand");
        result.Output.ShouldContain("still here");
    }

    [Fact]
    public async Task Named_positional_and_switch_arguments_reach_the_script()
    {
        const string script = "param([string] $Name, [int] $Count, [switch] $Quick, [switch] $Slow, [Parameter(ValueFromRemainingArguments)] $Rest) \"$Name|$Count|$Quick|$Slow|$Rest\"";

        var result = await ShellProcess.RunScriptAsync(module, script, "-Name", "神戸", "-Count:-3", "-Quick", "-Slow:$false", "x");

        result.Output.Trim().ShouldBe("神戸|-3|True|False|x");
    }

    [Fact]
    public async Task Japanese_columns_stand_under_their_headings()
    {
        var result = await ShellProcess.RunAsync(module, "-Command", "Get-Probe");

        var lines = result.Output.Split('\n').Where(l => l.Contains("入金待ち", StringComparison.Ordinal) || l.Contains("ABC", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(2);
        lines.Select(l => Cells(l[..l.IndexOfAny(['入', 'ｶ'])])).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Command_runs_a_text_and_a_missing_file_is_said()
    {
        (await ShellProcess.RunAsync(module, "-Command", "1 + 1")).Output.Trim().ShouldBe("2");
        var missing = await ShellProcess.RunAsync(module, "-File", "nowhere.ps1");
        missing.ExitCode.ShouldBe(64);
        missing.Errors.ShouldContain("nowhere.ps1");
    }

    [Theory]
    [InlineData("en_US", "Exit codes:", "is not there")]
    [InlineData("ja_JP", "終了コード:", "はありません")]
    public async Task It_speaks_the_language_of_the_machine(string locale, string usage, string refusal)
    {
        var help = await ShellProcess.RunInAsync(locale, module, "-Help");
        help.Output.ShouldContain(usage);
        foreach (var word in (string[])["-File", "-Command", "-NonInteractive", "RAKUTENOPS_MODULE", " 64 ", " 70 ", " 130 "]) help.Output.ShouldContain(word);
        (await ShellProcess.RunInAsync(locale, module, "-File", "nowhere.ps1")).Errors.ShouldContain(refusal);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_loop_at_once()
    {
        using var shell = ShellProcess.Start(module, "-File", ShellProcess.Save(module, "'ready'; while ($true) { }"));
        (await shell.ReadLineAsync()).ShouldBe("ready");
        var clock = System.Diagnostics.Stopwatch.StartNew();

        shell.Signal("INT");

        (await shell.EndAsync()).ExitCode.ShouldBe(130);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    public void Dispose() => module.Dispose();

    // Terminal cells: letters from the East Asian wide blocks take two.
    static int Cells(string text) => text.Sum(static c => c is >= '\u1100' and <= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3' or >= '\uf900' and <= '\ufaff' or >= '\uff00' and <= '\uff60' ? 2 : 1);
}
