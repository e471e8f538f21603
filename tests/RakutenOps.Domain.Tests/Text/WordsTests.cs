using System.Collections;
using System.Globalization;
using System.Resources;

namespace RakutenOps.Domain.Tests.Text;

/// <summary>Codes and phrases as people read them.</summary>
public sealed class WordsTests
{
    public static TheoryData<Type> Codes =>
    [
        typeof(SlipStatus), typeof(DepositStatus), typeof(ApprovalStatus), typeof(CancelKind), typeof(SlipOrigin), typeof(ExcludedReason), typeof(ConfirmCheck),
        typeof(Stage), typeof(PaymentKind), typeof(OrderProgress), typeof(PaymentState), typeof(Outcome), typeof(RunState), typeof(Reason), typeof(LicenseState), typeof(HealthState),
    ];

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_a_name(Type code)
    {
        var named = new ResourceManager("RakutenOps.Text.Codes", typeof(Phrase).Assembly).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(static e => (string)e.Key).ToHashSet(StringComparer.Ordinal);
        var missing = Enum.GetNames(code).Where(n => n != "Unknown" && !named.Contains(code.Name + "_" + n));

        missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ja", "2:入金済み")]
    [InlineData("ja-JP", "2:入金済み")]
    [InlineData("en", "2: Paid")]
    [InlineData("tr-TR", "2: Paid")]
    public void A_code_is_its_number_with_its_name(string language, string text) => CodeText.Of(DepositStatus.Paid, CultureInfo.GetCultureInfo(language)).ShouldBe(text);

    [Theory]
    [InlineData("ja", "入金待ち")]
    [InlineData("en", "Awaiting payment")]
    public void A_stage_is_its_name_alone(string language, string text) => CodeText.Of(Stage.AwaitingPayment, CultureInfo.GetCultureInfo(language)).ShouldBe(text);

    [Fact]
    public void A_code_that_Rakuten_adds_later_is_its_number() => CodeText.Of((OrderProgress)350, CultureInfo.GetCultureInfo("en")).ShouldBe("350");

    [Fact]
    public void Days_and_times_are_Japans_in_every_culture()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
        var phrase = new Phrase("Wanted_SinceBoth", Given.Moment("2025-01-04T15:00:00Z"), new DateOnly(2025, 1, 5));

        phrase.In(CultureInfo.GetCultureInfo("en")).ShouldBe("not before the change of 2025-01-05 00:00:00 and after the last approval's 2025-01-05");
    }

    [Fact]
    public void A_key_that_is_missing_is_an_error() => Should.Throw<MissingManifestResourceException>(() => new Phrase("NoSuchKey").ToString());
}
