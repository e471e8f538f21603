namespace RakutenOps.Module.Tests.Help;

/// <summary>A page of Get-Sample that lacks nothing; tests take something away.</summary>
static class SamplePage
{
    public const string Text = """
        # Get-Sample

        ## SYNOPSIS
        Gets *samples* by `name`.

        ## DESCRIPTION
        The first paragraph
        goes over two lines.

        - one
        - two

        ## PARAMETERS

        ### -Name
        The name.

        ### -Day
        The day.

        ### -Kind
        The kind.

        ### -Force
        Without asking.

        ### -WhatIf
        Only says so.

        ### -Confirm
        Asks first.

        ## EXAMPLES

        ### Example 1: One
        ```powershell
        Get-Sample one
        ```

        Gets one & only.

        ### Example 2: Two
        ```powershell
        $two = 'two'
        Get-Sample $two
        ```

        Gets two.

        ### Example 3: Friday
        ```powershell
        Get-Sample -Day Friday
        ```

        Gets those of a day:

        ```text
        a  b
        1  2
        ```

        ## INPUTS

        ### System.String
        Names.

        ## OUTPUTS

        ### System.DateOnly
        A day.

        ## NOTES
        Read this.

        | ErrorId | Meaning | What to do |
        | --- | --- | --- |
        | SampleNotFound | There is none. | Look elsewhere. |

        ## RELATED LINKS

        - [Set-Sample](Set-Sample.md)
        - [Online](https://example.com/sample)
        """;

    public static string Without(string text)
    {
        Text.ShouldContain(text);
        return Text.Replace(text, "", StringComparison.Ordinal);
    }

    public static string With(string text, string other)
    {
        Text.ShouldContain(text);
        return Text.Replace(text, other, StringComparison.Ordinal);
    }
}
