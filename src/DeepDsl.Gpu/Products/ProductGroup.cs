using System.ComponentModel;
using ILGPU;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The size of the group that runs a product: on a card a constant, which saves the inner loop its addresses; in the
/// emulation, whose groups are smaller, what it is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProductGroup
{
    [IntrinsicImplementation]
    public static int Down<TThreads>()
        where TThreads : struct, IProductThreads => Group.DimY;

    [IntrinsicImplementation]
    public static int Across<TThreads>()
        where TThreads : struct, IProductThreads => Group.DimX;

    /// <summary>What stands for <see cref="Down"/> on a card.</summary>
    public static int DownOnCard<TThreads>()
        where TThreads : struct, IProductThreads => TThreads.Down;

    /// <summary>What stands for <see cref="Across"/> on a card.</summary>
    public static int AcrossOnCard<TThreads>()
        where TThreads : struct, IProductThreads => TThreads.Across;
}
