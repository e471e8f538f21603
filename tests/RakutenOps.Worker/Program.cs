// One unattended payment cycle over the store that RAKUTENOPS_STORE names, as a process of its own that tests start many of, and kill.
// Arguments: the moment at which its clock stands still; then, when it shares the shops with others, the moment since which no shop is worked twice.
using System.Globalization;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Unattended;

var options = WorkspaceFactory.Create(null, new StandingClock(Moment(args[0])));
string[] shops;
using (var store = options.OpenStore()) shops = [.. store.Shops().Where(static s => s.OrderImport).Select(static s => s.Name)];
var request = new SyncRequest { Shops = shops, By = "test", ThrottleLimit = 1, DueBefore = args.Length > 1 ? Moment(args[1]) : null };
var failed = false;
await foreach (var happened in new SyncServices(options).PaymentsAsync(request, CancellationToken.None))
{
    if (happened is SyncBatch batch) batch.ApproveAll();
    if (happened is not ShopFailed failure) continue;
    failed = true;
    Console.WriteLine($"{failure.Shop}: {failure.Error}");
}
return failed ? 1 : 0;

static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
