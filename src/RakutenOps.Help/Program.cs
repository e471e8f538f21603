using RakutenOps.Help;

if (args is not [var docs, var module, ..])
{
    Console.Error.WriteLine("usage: RakutenOps.Help <docs/cmdlets folder> <module folder> [--allow-gaps]");
    return 2;
}
var gapsAllowed = args.Contains("--allow-gaps");
var problems = HelpBuild.Run(docs, module);
foreach (var problem in problems) Console.WriteLine(gapsAllowed ? $"help: {problem.Plain}" : problem.ForBuild);
return problems.Count == 0 || gapsAllowed ? 0 : 1;
