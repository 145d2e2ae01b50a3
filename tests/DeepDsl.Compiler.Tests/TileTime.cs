using System.Globalization;

namespace DeepDsl.Compiler.Tests;

/// <summary>What a tile took of a product, in so many parts of its depth.</summary>
internal sealed record TileTime(string Product, int Rows, int Columns, int Depth, string Threads, string Tile, int Parts, double Microseconds)
{
    /// <summary>As an NVIDIA H200 had them.</summary>
    public static IReadOnlyList<TileTime> OnH200 { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "tiles-h200.csv")).Skip(1).Select(Of)];

    private static TileTime Of(string line)
    {
        string[] cells = line.Split(',');
        int Number(int cell) => int.Parse(cells[cell], CultureInfo.InvariantCulture);
        return new(cells[0], Number(1), Number(2), Number(3), cells[4], cells[5], Number(6), double.Parse(cells[7], CultureInfo.InvariantCulture));
    }
}
