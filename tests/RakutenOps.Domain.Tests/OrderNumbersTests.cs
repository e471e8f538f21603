namespace RakutenOps.Domain.Tests;

/// <summary>受注番号 and the suffixes of split and copied slips.</summary>
public sealed class OrderNumbersTests
{
    [Theory]
    [InlineData("338101-20250105-00000001", "338101-20250105-00000001")]
    [InlineData("338101-20250105-00000001-bk-1", "338101-20250105-00000001")]
    [InlineData("338101-20250105-00000001-bk-12", "338101-20250105-00000001")]
    [InlineData("338101-20250105-00000001-fk-3", "338101-20250105-00000001")]
    [InlineData("338101-20250105-00000001-fk-3-bk-2", "338101-20250105-00000001")]
    [InlineData("338101-20250105-00000001-bk-", "338101-20250105-00000001-bk-")]     // no number: not a suffix
    [InlineData("338101-20250105-00000001-bk-x", "338101-20250105-00000001-bk-x")]
    [InlineData("338101-20250105-00000001-BK-1", "338101-20250105-00000001-BK-1")]
    [InlineData("-bk-1", "-bk-1")]                                                   // nothing before it: not a suffix
    [InlineData("", "")]
    public void The_root_is_the_number_without_suffixes(string number, string root) => OrderNumbers.Root(number).ShouldBe(root);

    [Theory]
    [InlineData("", "")]
    [InlineData("374843-2026", "374843-2026")]
    [InlineData("374843-20260105-0000000001-b", "374843-20260105-0000000001")]
    [InlineData("374843-20260105-0000000001-bk", "374843-20260105-0000000001")]
    [InlineData("374843-20260105-0000000001-fk-", "374843-20260105-0000000001")]
    [InlineData("374843-20260105-0000000001-bk-12", "374843-20260105-0000000001")]
    [InlineData("374843-20260105-0000000001-bk-1-f", "374843-20260105-0000000001")]
    [InlineData("TEL-", "TEL-")]
    [InlineData("TEL-b", "TEL")]
    public void The_root_of_a_half_typed_number_begins_without_suffixes(string typed, string beginning) => OrderNumbers.RootOfBeginning(typed).ShouldBe(beginning);

    [Fact]
    public void A_slip_knows_the_order_it_belongs_to() => Given.Slip(orderNumber: Given.Number + "-bk-1").Slip.RootOrderNumber.ShouldBe(Given.Number);
}
