using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>
/// A register tile: C[r, j] = sum over the loops of A[Rows[r] + steps] * B[steps + j] for a few rows and one or two vectors of columns.
/// Products, convolutions and both their gradients are this one form with other steps. The accumulators are named locals, so the JIT
/// keeps them in registers; offsets of rows are constants, which cost nothing in an address. The loops' counts and steps are arguments:
/// they cost nothing either, and layers of other sizes share the tile.
/// </summary>
/// <param name="Rows">Where each row of the tile reads A, in floats.</param>
/// <param name="Vectors">Width of the tile in vectors.</param>
/// <param name="Loops">Their number, one inside the other.</param>
/// <param name="CStride">From one row of C to the next.</param>
/// <param name="Accumulate">Adds to what C holds.</param>
public sealed record Tile(EquatableArray<int> Rows, int Vectors, int Loops, long CStride, bool Accumulate)
{
    public const int WidestVector = 16;

    /// <summary>C has all columns of the tile at every register width, so that there is nothing to ask and nothing to cut.</summary>
    public bool IsWhole { get; init; }

    /// <summary>
    /// Each round of the outermost loop is added up on its own before it joins the total, so that the rounding errors of a deep product
    /// do not grow with its whole depth.
    /// </summary>
    public bool SumsByRound { get; init; }

    /// <summary>How many floats before it reads them it fetches those of B, of a tile of one row; zero for not at all.</summary>
    public int Ahead { get; init; }

    /// <summary>The same for equal tiles alone, in whichever model they are.</summary>
    public string Name
    {
        get
        {
            int step = Rows.Count > 1 ? Rows[1] : 0;
            bool even = Rows.Select((row, i) => row == i * step).All(fits => fits);
            string rows = even ? step.ToString(CultureInfo.InvariantCulture) : string.Join("_", Rows);
            return $"{(Accumulate ? "Add" : SumsByRound ? "Rounds" : "Set")}{Rows.Count}x{Vectors}_{rows}_{CStride}_{Loops}{(IsWhole ? "" : "_Cut")}{(Ahead > 0 ? $"_Ahead{Ahead}" : "")}";
        }
    }

    /// <summary>Whether tiles that start at every multiple of their width are whole.</summary>
    public static bool Divides(int vectors, int columns) => columns % (vectors * WidestVector) == 0;
}
