using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The elements of a product that one thread adds up.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITile<TSelf>
    where TSelf : struct, ITile<TSelf>
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>With the products of four places of the depth.</summary>
    TSelf Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout;

    void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget;
}
