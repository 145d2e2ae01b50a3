using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A matrix in memory.</summary>
/// <param name="memory">Of the operand.</param>
/// <param name="start">Where the matrix begins.</param>
/// <param name="rows">How many there are.</param>
/// <param name="columns">How many there are.</param>
/// <param name="stride">From a row to the next.</param>
/// <param name="storesQuads">See <see cref="IProductTarget.StoresQuads"/>.</param>
/// <param name="epilogue">What is applied.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProductTarget<TEpilogue>(
    ArrayView<float> memory, int start, int rows, int columns, int stride, bool storesQuads, TEpilogue epilogue) : IProductTarget
    where TEpilogue : struct, IEpilogue
{
    public ArrayView<float> Memory => memory;

    public int Columns => columns;

    public bool StoresQuads => storesQuads;

    public int Row(int row) => row < rows ? start + row * stride : -1;

    public float Of(float product, int at, int column) => epilogue.Of(product, at, column);
}
