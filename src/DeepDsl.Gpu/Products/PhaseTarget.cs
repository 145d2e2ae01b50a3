using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The pixels of a result that belong to one phase of a spread image.</summary>
/// <param name="memory">Of the operand.</param>
/// <param name="phases">Which phase.</param>
/// <param name="storesQuads">See <see cref="IProductTarget.StoresQuads"/>.</param>
/// <param name="start">The first output.</param>
/// <param name="columns">How many there are.</param>
/// <param name="stride">From a pixel to the next.</param>
/// <param name="epilogue">What is applied.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PhaseTarget<TEpilogue>(
    ArrayView<float> memory, WindowPhases phases, bool storesQuads, int start, int columns, int stride, TEpilogue epilogue) : IProductTarget
    where TEpilogue : struct, IEpilogue
{
    public ArrayView<float> Memory => memory;

    public int Columns => columns;

    public bool StoresQuads => storesQuads;

    public int Row(int row)
    {
        int pixel = phases.Pixel(row);
        return pixel < 0 ? -1 : start + pixel * stride;
    }

    public float Of(float product, int at, int column) => epilogue.Of(product, at, column);
}
