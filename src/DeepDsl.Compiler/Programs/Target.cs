using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>What passes must know of the machine that they make programs for.</summary>
/// <param name="Name">In dumps and messages.</param>
/// <param name="Prefix">Before the names of its units, so that those of two targets can stand beside each other.</param>
public sealed record Target(string Name, string Prefix)
{
    /// <summary>Threads of one chip, each with wide vectors: what is read transposed is copied first, so that vectors are loaded whole.</summary>
    public static Target Cpu { get; } = new("CPU", "")
    {
        JoinsSamples = true, SumsTakeEpilogues = true, OrdersNameOthers = true, AlignsMaps = true, OperationsForMemory = 16,
    };

    /// <summary>Thousands of threads. ILGPU loads kernels of at most 14 arguments, of which the batch is one.</summary>
    public static Target Gpu { get; } = new("GPU", "Gpu")
    {
        MostEpilogueOperands = 8,
        SumsByOrder = true,
        ReadsRightTransposed = true,
        TransformsByProducts = true,
        ProductsRound = true,
        SumsStoredAtOnce = true,
        PartsOfDepth = Kernels.Gpu.ProductTile.PartsOfDepth,
        JoinsLaunches = true,
        DrawsRepeated = true,
        MostOperands = 12,
        MostArguments = 13,
    };

    /// <summary>A GPU for models some of whose dimensions are set at run time, which are an argument of each kernel.</summary>
    public static Target GpuFor(bool hasSymbols) => !hasSymbols ? Gpu : Gpu with
    {
        MostEpilogueOperands = Gpu.MostEpilogueOperands - 1,
        MostOperands = Gpu.MostOperands - 1,
        MostArguments = Gpu.MostArguments - 1,
        HasSymbols = true,
    };

    /// <summary>
    /// The same for a unit that runs on one sample, and whose sizes are set at run time, whatever those of the model are.
    /// </summary>
    public Target ForOneSample() => (Prefix == Gpu.Prefix && !HasSymbols ? GpuFor(hasSymbols: true) : this) with
    {
        ProductRounding = ProductRounding,
        HasOneSample = true,
        AlignsMaps = false, // of one row, which is of one shape
    };

    /// <summary>Whether kernels have an argument for dimensions that are set at run time.</summary>
    private bool HasSymbols { get; init; }

    /// <summary>
    /// The batch is one sample, so that a product of N rows has one: its weights are read once for it, and reading them is all it takes.
    /// </summary>
    public bool HasOneSample { get; init; }

    /// <summary>How products round what they read; null where they read floats as they are.</summary>
    public UnaryOp? ProductRounding { get; init; }

    /// <summary>Products round as they read, but for those in groups; elsewhere, and for those, values are rounded first.</summary>
    public bool ProductsRound { get; init; }

    /// <summary>
    /// Operands of what a product computes as it stores its elements. On a GPU its sides, its result, the batch, and two for parts of its
    /// depth are arguments of its own.
    /// </summary>
    public int MostEpilogueOperands { get; init; } = int.MaxValue;

    /// <summary>What follows a sum along edges, or a product of sparse rows, is computed by its kernel, as what follows a product is.</summary>
    public bool SumsTakeEpilogues { get; init; }

    /// <summary>The order of edges names the nodes at their other ends, so that a sum finds those without reading the edges.</summary>
    public bool OrdersNameOthers { get; init; }

    /// <summary>Rows are added to a table by the order of their indices: each row of the table has threads of its own.</summary>
    public bool SumsByOrder { get; init; }

    /// <summary>A product reads its right side transposed where it lies.</summary>
    public bool ReadsRightTransposed { get; init; }

    /// <summary>Fourier transforms are products with matrices of sines, rather than passes of their own.</summary>
    public bool TransformsByProducts { get; init; }

    /// <summary>
    /// A kernel sums what is stored over the batch and more by many threads in a fixed order, unless the sums are few and long; elsewhere
    /// such a sum is made in two stages.
    /// </summary>
    public bool SumsStoredAtOnce { get; init; }

    /// <summary>
    /// Into how many parts of its depth, added up later, the gradient of a convolution's weights is cut: by its rows, its columns, its
    /// depth, and how many there are.
    /// </summary>
    public Func<Dim, Dim, Dim, int, int> PartsOfDepth { get; init; } = (rows, columns, _, count) =>
    {
        // Few parts of a large gradient, many of a small one: each costs a buffer of its own.
        long size = (rows * columns * count).Constant;
        return size <= 16_384 ? 8 : size <= 131_072 ? 4 : 2;
    };

    /// <summary>How a product that is not in groups, or is in so many, rounds as it reads; null where it does not.</summary>
    public UnaryOp? RoundingOf(int groups) => ProductsRound && groups == 1 ? ProductRounding : null;

    /// <summary>A thread runs several launches on a few samples before the next.</summary>
    public bool JoinsSamples { get; init; }

    /// <summary>
    /// Launches cost more than what small ones do: chains of them that treat rows by themselves become one, and so do some that have
    /// nothing to do with each other.
    /// </summary>
    public bool JoinsLaunches { get; init; }

    /// <summary>
    /// Maps of the same elements get one shape, so that one loop computes what follows products of sequences too.
    /// </summary>
    public bool AlignsMaps { get; init; }

    /// <summary>
    /// An expression of at most so many operations is computed again by a later program, from what it reads anyway, rather than kept for it.
    /// </summary>
    public int OperationsForMemory { get; init; }

    /// <summary>A loop draws random numbers that are the same for several of its elements, rather than reading them.</summary>
    public bool DrawsRepeated { get; init; }

    /// <summary>An expression of at most so many operations is computed again by each of its readers rather than stored.</summary>
    public int CheapOperations { get; init; } = 5;

    /// <summary>Operations of one loop: longer expressions are made in steps, since optimisers of compilers give up on them.</summary>
    public int MostOperations { get; init; } = 1000;

    /// <summary>Operands of one loop.</summary>
    public int MostOperands { get; init; } = 14;

    /// <summary>Operands and results of one kernel.</summary>
    public int MostArguments { get; init; } = int.MaxValue;

    /// <summary>A product applies an expression to its elements as it stores them.</summary>
    public bool ProductsTakeEpilogues { get; init; } = true;
}
