using System.Globalization;
using System.Reflection;
using RakutenOps.Tests;
using Xunit.v3;

[assembly: InEnglish]

namespace RakutenOps.Tests;

/// <summary>Every test starts with English words and the invariant culture, whatever the machine speaks.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class InEnglishAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en"));
}
