using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The group that computes a tile of a product on a card, and how deep the slices are that it keeps of the operands.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProductThreads
{
    static abstract int Down { get; }

    static abstract int Across { get; }

    /// <summary>A multiple of four.</summary>
    static abstract int Depth { get; }
}
