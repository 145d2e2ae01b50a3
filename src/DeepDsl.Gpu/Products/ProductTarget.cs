using System.ComponentModel;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.CompilerServices;

/// <summary>Where a product is stored, and what is applied to it there.</summary>
/// <param name="Memory">Of the operand.</param>
/// <param name="Start">Where the matrix begins.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Columns">How many there are.</param>
/// <param name="Stride">From a row to the next.</param>
/// <param name="StoresQuads">Whether four neighbouring columns exist as a whole or not at all, and begin at multiples of 16 bytes.</param>
/// <param name="Epilogue">What is applied.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ProductTarget<TEpilogue>(
    ArrayView<float> Memory, int Start, int Rows, int Columns, int Stride, bool StoresQuads, TEpilogue Epilogue)
    where TEpilogue : struct, IEpilogue
{
    public void Store(int row, int column, float value)
    {
        if (row < Rows && column < Columns)
        {
            int at = Start + row * Stride + column;
            Memory[at] = Epilogue.Of(value, at, column);
        }
    }

    public void Store(int row, int column, Float4 values)
    {
        if (row < Rows && column < Columns)
        {
            int at = Start + row * Stride + column;
            Memory.AsAligned(16).Cast<Float4>()[at / 4] = new(
                Epilogue.Of(values.X, at, column), Epilogue.Of(values.Y, at + 1, column + 1),
                Epilogue.Of(values.Z, at + 2, column + 2), Epilogue.Of(values.W, at + 3, column + 3));
        }
    }
}
