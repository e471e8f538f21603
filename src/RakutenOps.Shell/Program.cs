using System.Text;
using RakutenOps.Shell;

// Before any engine type is touched: the engine reads it once, when it starts.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.OutputEncoding = utf8;
if (Console.IsInputRedirected)
{
    Console.InputEncoding = utf8;
}

return Application.Run(args);
