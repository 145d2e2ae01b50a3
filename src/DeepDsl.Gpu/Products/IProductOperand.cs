using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// One side of a product: a matrix in memory, or one that is nowhere in memory, such as the windows of an image. Lines are the rows of the
/// left side and the columns of the right one; the other way is the depth, along which products are added. An element lies where its line
/// and its place of the depth say together.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProductOperand
{
    ArrayView<float> Memory { get; }

    /// <summary>Whether units of four neighbours exist as a whole or not at all, and begin at multiples of 16 bytes.</summary>
    bool CopiesQuads { get; }

    /// <summary>What a line adds to a place; see <see cref="Place.If"/>.</summary>
    Place Line(int line);

    /// <summary>A place of the depth as digits, once; the loop only adds to them.</summary>
    Digits Split(int depth);

    Digits Sum(Digits depth, Digits by);

    /// <summary>What a place of the depth adds.</summary>
    Place Depth(Digits depth);

    /// <summary>Where the element lies; negative where there is none, which counts as zero.</summary>
    int At(Place line, Place depth);
}
