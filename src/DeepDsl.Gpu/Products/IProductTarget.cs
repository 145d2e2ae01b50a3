using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>Where a product is stored, and what is applied to it there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProductTarget
{
    ArrayView<float> Memory { get; }

    int Columns { get; }

    /// <summary>Whether four neighbouring columns exist as a whole or not at all, and begin at multiples of 16 bytes.</summary>
    bool StoresQuads { get; }

    /// <summary>Where a row begins; negative behind the last one.</summary>
    int Row(int row);

    /// <summary>What is stored of an element; see <see cref="IEpilogue"/>.</summary>
    float Of(float product, int at, int column);
}
