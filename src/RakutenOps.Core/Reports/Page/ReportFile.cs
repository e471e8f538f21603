using System.Globalization;
using System.Text;

namespace RakutenOps.Core.Reports;

/// <summary>Writes a report to a file: beside it first, then over it, so that what stands under the name is whole.</summary>
public static class ReportFile
{
    /// <summary>Writes the page of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">Its language; see <see cref="ReportPage"/>.</param>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; else that is an IOException.</param>
    /// <param name="cancel">Ends it; nothing is left beside.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static async Task WriteAsync(Report report, CultureInfo language, string path, bool overwrite, CancellationToken cancel)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var writer = new StreamWriter(beside, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
            {
                await new ReportPage(language).WriteAsync(report, writer).ConfigureAwait(false);
            }
            cancel.ThrowIfCancellationRequested();
            File.Move(beside, path, overwrite);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
