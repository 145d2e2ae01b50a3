using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The elements of a product that one thread adds up.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITile<TSelf>
    where TSelf : struct, ITile<TSelf>
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>Places of the depth that are multiplied at once.</summary>
    static abstract int Depth { get; }

    /// <summary>Whether whole warps of 32 threads compute it together, so that its rows and columns are those of a thread on the average.</summary>
    static abstract bool IsByWarps { get; }

    /// <summary>With the products of <see cref="Depth"/> places of the depth.</summary>
    TSelf Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout;

    /// <summary>Puts the sums aside; see <see cref="Sums4x4.Keep"/>.</summary>
    void Keep(ArrayView<Float4> memory, int at, int step);

    /// <summary>With sums that were put aside.</summary>
    TSelf PlusKept(ArrayView<Float4> memory, int at, int step);

    void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget;
}
