using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Where in a tile the part of a warp begins. A warp stands for 8 by 4 threads: its part is as large as theirs together.
/// </summary>
/// <param name="Row">Its first row.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Group">Which of its eight groups of four threads this one is in: their line of an operand.</param>
/// <param name="Member">Which of the four: their place of the depth.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WarpPlace(int Row, int Column, int Group, int Member)
{
    public const int Down = 8;

    public const int Across = 4;

    public static WarpPlace Of<TTile>(int down, int across, int lanesAcross)
        where TTile : struct, ITile<TTile>
    {
        // Without a division by the number of warps, which a kernel would make anew for each slice.
        int thread = ((down & (Down - 1)) * lanesAcross) + across;
        int lane = thread & ((Down * Across) - 1);
        int column = thread / (Down * Across) * (Across * TTile.Columns);
        return new(down / Down * (Down * TTile.Rows), column, lane / Across, lane & (Across - 1));
    }
}
