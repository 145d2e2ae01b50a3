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

    /// <summary>That a group which adds them up reads one after another.</summary>
    private const int MostParts = 16;

    /// <summary>Of a part.</summary>
    private const int LeastDepth = 32;

    /// <summary>Of parts that are kept apart, which a launch of its own adds up.</summary>
    private const int MostPartsApart = 512;

    private const int LeastDepthApart = 64;

    /// <summary>Two a multiprocessor: of those that were measured, about what is the fastest.</summary>
    private const int EnoughGroups = 2 * Multiprocessors;

    // What follows was fitted to the times of these tiles, in up to 64 parts, for 17 products on an H200 (`tiles` of benchmarks/gpu): 800
    // times, of which the estimates are off by 15% (root mean square of the logarithms). ProductTileTests holds what is chosen against them.
    private const int Multiprocessors = 132;
    private const int Lanes = 128;
    private const int Registers = 65_536;

    /// <summary>That a thread has at most.</summary>
    private const int MostRegisters = 128;

    /// <summary>Bytes that groups share.</summary>
    private const int SharedMemory = 232_448;

    /// <summary>Bytes of it that go with each group.</summary>
    private const int SharedByGroup = 1024;

    /// <summary>Floats of the operands that a multiprocessor gets.</summary>
    private const double FloatsPerCycle = 3.4;

    private const int InstructionsOfCopy = 22;
    private const int InstructionsOfSlice = 40;

    /// <summary>Cycles of a scheduler for a multiply-add, the loads that it takes included.</summary>
    private const double Busy = 1.65;

    /// <summary>Cycles until a thread's next multiply-add where nothing else goes on meanwhile.</summary>
    private const double Alone = 3.2;

    /// <summary>Cycles that a slice's copies and barrier take, unless others go on meanwhile.</summary>
    private const double Latency = 850;

    /// <summary>Cycles of a launch, its first slice and its store.</summary>
    private const double Start = 4200;

    /// <summary>Cycles until a group knows whether it is the last of a tile.</summary>
    private const double Meeting = 3400;

    /// <summary>Cycles for each part that it then adds.</summary>
    private const double PartLatency = 500;

    /// <summary>Floats of a part that it reads.</summary>
    private const double PartFloatsPerCycle = 25;

    /// <summary>Floats of parts that all groups together put aside.</summary>
    private const double KeptFloatsPerCycle = 345;

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
        Best(Of(rounding), tile => tile.Cost(Typical(rows), Typical(columns), Typical(depth), Typical(batches))).Tile;

    /// <summary>
    /// The tile, and how many groups share its depth, where the tiles alone would leave most of a card idle. The last group of a tile adds up
    /// what all have.
    /// </summary>
    public static (ProductTile Tile, IndexExpr Parts) WithParts(Dim rows, Dim columns, Dim depth, Dim batches, UnaryOp? rounding = null)
    {
        (long r, long c, long d, long b) = (Typical(rows), Typical(columns), Typical(depth), Typical(batches));
        ProductTile best = Best(Of(rounding), tile => tile.CostInParts(r, c, d, b)).Tile;
        return (best, best.PartsOf(rows, columns, depth, batches));
    }

    /// <summary>
    /// How many groups share the depth of a tile: two groups a multiprocessor, as long as the depth of each is worth it. Where sizes are known
    /// at run time alone, so is this.
    /// </summary>
    public IndexExpr PartsOf(Dim rows, Dim columns, Dim depth, Dim batches)
    {
        if (new[] { rows, columns, depth, batches }.All(size => size.IsConstant))
        {
            return PartsOf(rows.Constant, columns.Constant, depth.Constant, batches.Constant);
        }

        bool isShallow = depth.IsConstant && depth.Constant < 2 * LeastDepth;
        if (isShallow || Tiles(OfOneSample(rows), OfOneSample(columns), OfOneSample(batches)) > EnoughGroups / 2)
        {
            return 1;
        }

        IndexExpr tiles = IndexExpr.Parts(rows, Rows) * IndexExpr.Parts(columns, Columns) * batches;
        return IndexExpr.Max(1, IndexExpr.Min(IndexExpr.Min(MostParts, (IndexExpr)depth / LeastDepth), EnoughGroups / tiles));
    }

    private int PartsOf(long rows, long columns, long depth, long batches) =>
        (int)Math.Max(1, Math.Min(Math.Min(MostParts, depth / LeastDepth), EnoughGroups / Tiles(rows, columns, batches)));

    private static long OfOneSample(Dim size) => (long)size.Evaluate(_ => 1);

    /// <summary>Tensor cores take up to 16 places of the depth at once, so those that may run on them have slices as deep.</summary>
    private static ProductTile[] Of(UnaryOp? rounding) => rounding is null ? All : [.. All.Where(t => t.SliceDepth >= 16)];

    private static (ProductTile Tile, double Cost) Best(ProductTile[] tiles, Func<ProductTile, double> costOf)
    {
        (ProductTile Tile, double Cost) best = (tiles[0], double.MaxValue);
        foreach (ProductTile tile in tiles)
        {
            double cost = costOf(tile);
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
        for (int parts = 1; parts <= MostPartsApart && d / parts >= LeastDepthApart; parts *= 2)
        {
            long part = Math.Max(1, d / parts);
            double sum = parts == 1 ? 0 : Start + (2.0 * parts * count * r * c / KeptFloatsPerCycle);
            double cost = Best(All, tile => tile.Cost(r, c, part, parts * count)).Cost + sum;
            if (cost < least * 0.95)
            {
                (best, least) = (parts, cost);
            }
        }

        return best;
    }

    /// <summary>
    /// Cycles: groups of a multiprocessor, as many at a time as its registers and memory hold, each as long as its slices' instructions, the
    /// reads of the operands, or a single thread's wait, whichever takes the longest.
    /// </summary>
    private double Cost(long rows, long columns, long depth, long batches)
    {
        double slices = Math.Ceiling((double)depth / SliceDepth);
        double perMultiprocessor = Math.Ceiling(Tiles(rows, columns, batches) / Multiprocessors);
        double together = Math.Min(perMultiprocessor, GroupsAtOnce);
        double copies = (double)SliceDepth * (Rows + Columns) / 4 / Threads;
        double multiplies = SliceDepth * ((ThreadRows * ThreadColumns) + ((ThreadRows + ThreadColumns) / 4.0));
        double others = (InstructionsOfCopy * copies) + InstructionsOfSlice;
        double issue = together * Threads * ((multiplies * Busy) + others) / Lanes;
        double reads = together * SliceDepth * (Rows + Columns) / FloatsPerCycle;
        double slice = new[] { issue, reads, (multiplies * Alone) + others + Latency }.Max();
        return Math.Ceiling(perMultiprocessor / together) * ((slices * slice) + Start);
    }

    /// <summary>The same where groups share the depth of a tile, until the last of each has added up what all have.</summary>
    private double CostInParts(long rows, long columns, long depth, long batches)
    {
        int parts = PartsOf(rows, columns, depth, batches);
        double adding = Meeting + (parts * (PartLatency + (Rows * Columns / PartFloatsPerCycle)))
            + (Tiles(rows, columns, batches) * parts * Rows * Columns / KeptFloatsPerCycle);
        return Cost(rows, columns, depth / parts, batches * parts) + (parts == 1 ? 0 : adding);
    }

    private int GroupsAtOnce => Math.Min(Registers / (Threads * ThreadRegisters), SharedMemory / (SharedBytes + SharedByGroup));

    /// <summary>Of both operands' slices, twice, and the places of their lines.</summary>
    private int SharedBytes => (Rows + Columns) * (((SliceDepth / 4 + 1) * 2) + 1) * 16;

    private double Tiles(long rows, long columns, long batches) =>
        Math.Ceiling((double)rows / Rows) * Math.Ceiling((double)columns / Columns) * batches;

    private int Threads => Down * Across;

    /// <summary>Sums, the lines that they are added to from, addresses.</summary>
    private int ThreadRegisters => Math.Min((ThreadRows * ThreadColumns) + ThreadRows + ThreadColumns + 48, MostRegisters);

    private static long Typical(Dim size) => (long)size.Evaluate(_ => TypicalBatch);
}
