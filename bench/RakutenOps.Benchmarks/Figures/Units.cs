namespace RakutenOps.Benchmarks.Figures;

/// <summary>Bytes as people read them.</summary>
internal static class Units
{
    public static double Megabytes(long bytes) => bytes / 1e6;
    public static double Kilobytes(double bytes) => bytes / 1e3;
}
