using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What a line, or a place of the depth, adds to where an element lies: to its address and to its coordinates, by which it is told whether
/// there is one. Sixteen bytes, which a group's memory gives at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Place(int At, int Z, int Y, int X)
{
    private const int Outside = -(1 << 29);

    /// <summary>
    /// The place of a line, or of the depth, unless it is behind the last: that is far outside along the innermost coordinate. Not a choice
    /// between two places, which ILGPU would make branches of.
    /// </summary>
    public Place If(bool exists) => new(At, Z, Y, exists ? X : Outside);
}
