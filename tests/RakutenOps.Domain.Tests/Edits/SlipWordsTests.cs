using System.Collections;
using System.Globalization;
using System.Resources;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipWordsTests
{
    [Fact]
    public void Every_refusal_says_what_to_do()
    {
        var keys = new ResourceManager("RakutenOps.Text.Words", typeof(Phrase).Assembly).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(static e => (string)e.Key).ToList();
        var refusals = keys.Where(static k => k.StartsWith("Refuse_", StringComparison.Ordinal)).ToList();

        refusals.Count.ShouldBeGreaterThan(20);
        refusals.Select(static k => "Advise_" + k["Refuse_".Length..]).Except(keys).ShouldBeEmpty();
    }
}
