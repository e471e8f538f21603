using RakutenOps.Help;

if (args is not [var docs, var module])
{
    Console.Error.WriteLine("usage: RakutenOps.Help <docs/cmdlets folder> <module folder>");
    return 2;
}
var problems = HelpBuild.Run(docs, module);
foreach (var problem in problems) Console.WriteLine(problem.ForBuild);
return problems.Count == 0 ? 0 : 1;
