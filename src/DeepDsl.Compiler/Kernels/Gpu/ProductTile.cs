using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// The tile of a product that a group computes: so many threads down and across, each with so many rows and columns in its registers.
/// </summary>
/// <param name="SliceDepth">How deep the slices of the operands are that the group keeps.</param>
public sealed record ProductTile(int Down, int Across, int ThreadRows, int ThreadColumns, int SliceDepth)
{
    /// <summary>The widest first: of equal cost the larger tile reads less.</summary>
    private static readonly ProductTile[] All =
    [
        new(16, 16, 8, 8, 16), new(16, 16, 8, 4, 16), new(8, 8, 8, 8, 16), new(16, 16, 4, 4, 16), new(8, 8, 8, 4, 16),
        new(32, 8, 8, 4, 8), new(32, 4, 8, 4, 8), new(32, 4, 4, 4, 8), new(8, 8, 4, 4, 16),
    ];

    /// <summary>What sizes unknown at compile time are taken for.</summary>
    private const int TypicalBatch = 64;

    private const int MostParts = 256;

    /// <summary>Of a part.</summary>
    private const int LeastDepth = 256;

    /// <summary>One group adds them up.</summary>
    private const int MostPartsOfTile = 16;

    private const int LeastDepthOfTile = 96;

    /// <summary>Cycles until a group knows whether it is the last of a tile.</summary>
    private const double Wait = 1000;

    // The card that costs are estimated for: an H100. What is chosen so is right for its smaller relatives too.
    private const int Multiprocessors = 132;
    private const int Lanes = 128;
    private const int Registers = 65_536;
    private const int FloatsPerCycle = 16;
    private const int WarpSize = 32;

    /// <summary>Of a group's memory, for a warp's loads of 16 bytes a thread: four, or two where neighbours share.</summary>
    private const double CyclesOfLoad = 3;

    // As the emitted code has them.
    private const int InstructionsOfCopy = 14;
    private const int InstructionsOfSlice = 30;

    /// <summary>Cycles that a slice's barrier costs a group that is alone.</summary>
    private const double Latency = 150;

    /// <summary>Cycles before the first slice is there, and of the store.</summary>
    private const double Start = 1500;

    public int Rows => Down * ThreadRows;

    public int Columns => Across * ThreadColumns;

    /// <summary>The type of the runtime that stands for the threads.</summary>
    public string ThreadsType => $"Threads{Down}x{Across}";

    /// <summary>The type of the runtime that stands for the registers of one.</summary>
    public string RegistersType => $"Tile{ThreadRows}x{ThreadColumns}";

    /// <summary>The same where tensor cores multiply what is rounded so.</summary>
    public string TensorType(UnaryOp rounding) => $"TensorTile{ThreadRows}x{ThreadColumns}<{FormatType(rounding)}>";

    /// <summary>The type of the runtime that rounds.</summary>
    public static string FormatType(UnaryOp rounding) => rounding == UnaryOp.RoundBFloat16 ? "BFloat16Format" : "TensorFloat32Format";

    /// <summary>The tile that makes a product the fastest, as far as sizes tell.</summary>
    /// <param name="rounding">Of what it reads; null where it reads floats as they are.</param>
    public static ProductTile For(Dim rows, Dim columns, Dim depth, Dim batches, UnaryOp? rounding = null) =>
        Best(Of(rounding), Typical(rows), Typical(columns), Typical(depth), Typical(batches)).Tile;

    /// <summary>
    /// The tile and into how many parts of its depth to cut the product, where its tiles alone would leave most of a card idle. The last
    /// group of a tile adds up the parts.
    /// </summary>
    public static (ProductTile Tile, int Parts) WithParts(Dim rows, Dim columns, Dim depth, Dim batches, UnaryOp? rounding = null)
    {
        (long r, long c, long d, long b) = (Typical(rows), Typical(columns), Typical(depth), Typical(batches));
        ProductTile[] tiles = Of(rounding);
        (ProductTile Tile, double Cost) best = Best(tiles, r, c, d, b);
        int bestParts = 1;
        for (int parts = 2; parts <= MostPartsOfTile && d / parts >= LeastDepthOfTile; parts *= 2)
        {
            foreach (ProductTile tile in tiles)
            {
                double cost = tile.Cost(r, c, d / parts, b * parts) + Wait + ((double)parts * tile.Rows * tile.Columns / FloatsPerCycle);
                if (cost < best.Cost * 0.9)
                {
                    best = (tile, cost);
                    bestParts = parts;
                }
            }
        }

        return (best.Tile, bestParts);
    }

    /// <summary>Tensor cores take up to 16 places of the depth at once, so those that may run on them have slices as deep.</summary>
    private static ProductTile[] Of(UnaryOp? rounding) => rounding is null ? All : [.. All.Where(t => t.SliceDepth >= 16)];

    private static (ProductTile Tile, double Cost) Best(ProductTile[] tiles, long rows, long columns, long depth, long batches)
    {
        (ProductTile Tile, double Cost) best = (tiles[0], double.MaxValue);
        foreach (ProductTile tile in tiles)
        {
            double cost = tile.Cost(rows, columns, depth, batches);
            if (cost < best.Cost * 0.99)
            {
                best = (tile, cost);
            }
        }

        return best;
    }

    /// <summary>
    /// Into how many parts of its depth to cut a product whose depth grows with the batch: enough to fill a card, as long as adding up the
    /// parts costs less than it saves. A power of two.
    /// </summary>
    public static int PartsOfDepth(Dim rows, Dim columns, Dim depth, int count)
    {
        (long r, long c, long d) = (Typical(rows), Typical(columns), Typical(depth));
        int best = 1;
        double least = double.MaxValue;
        for (int parts = 1; parts <= MostParts && d / parts >= LeastDepth; parts *= 2)
        {
            long part = Math.Max(1, d / parts);
            double sum = parts == 1 ? 0 : Start + (2.0 * parts * count * r * c / FloatsPerCycle / Multiprocessors);
            double cost = Best(All, r, c, part, parts * count).Cost + sum;
            if (cost < least * 0.95)
            {
                (best, least) = (parts, cost);
            }
        }

        return best;
    }

    /// <summary>
    /// Cycles: groups of a multiprocessor, as many at a time as its registers hold, each as long as its slices' instructions, their loads,
    /// the reads of the operands, or a single thread's wait, whichever takes the longest.
    /// </summary>
    private double Cost(long rows, long columns, long depth, long batches)
    {
        double groups = Math.Ceiling((double)rows / Rows) * Math.Ceiling((double)columns / Columns) * batches;
        double slices = Math.Ceiling((double)depth / SliceDepth);
        double perMultiprocessor = Math.Ceiling(groups / Multiprocessors);
        double together = Math.Min(perMultiprocessor, Math.Floor((double)Registers / (Threads * ThreadRegisters)));
        double copies = (double)SliceDepth * (Rows + Columns) / 4 / Threads;
        double instructions = (SliceDepth * ((ThreadRows * ThreadColumns) + ((ThreadRows + ThreadColumns) / 4.0))) + (InstructionsOfCopy * copies) + InstructionsOfSlice;
        double issue = together * Threads * instructions / Lanes;
        double loads = together * Threads / WarpSize * SliceDepth / 4 * (ThreadRows + ThreadColumns) * CyclesOfLoad;
        double reads = together * SliceDepth * (Rows + Columns) / FloatsPerCycle;
        double slice = new[] { issue, loads, reads, instructions + Latency }.Max();
        return Math.Ceiling(perMultiprocessor / together) * ((slices * slice) + Start);
    }

    private int Threads => Down * Across;

    /// <summary>Sums, the lines that they are added to from, addresses.</summary>
    private int ThreadRegisters => (ThreadRows * ThreadColumns) + ThreadRows + ThreadColumns + 48;

    private static long Typical(Dim size) => (long)size.Evaluate(_ => TypicalBatch);
}
