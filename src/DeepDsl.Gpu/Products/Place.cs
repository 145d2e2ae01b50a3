using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What a line, or a place of the depth, adds to where an element lies: to its address and to its coordinates, by which it is told whether
/// there is one. Sixteen bytes, which a group's memory gives at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Place(int At, int Z, int Y, int X)
{
    /// <summary>Of a line, or a place of the depth, behind the last: far outside along the innermost coordinate.</summary>
    public static Place None => new(0, 0, 0, Outside);

    private const int Outside = -(1 << 29);
}
