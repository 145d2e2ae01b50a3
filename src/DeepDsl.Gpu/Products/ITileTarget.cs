using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Takes the finished elements of a thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITileTarget
{
    /// <summary>Four of the thread's rows by four of its columns.</summary>
    void Store(int rowQuad, int columnQuad, Sums4x4 sums);

    /// <summary>Where the thread's warp is in a tile that warps compute.</summary>
    WarpPlace Place<TTile>()
        where TTile : struct, ITile<TTile>;

    /// <summary>Two neighbours of a row of the tile.</summary>
    void Store(int row, int column, float sum, float next);
}
