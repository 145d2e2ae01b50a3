using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>Two rounded values a register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BFloat16Format : ITensorFormat
{
    static int ITensorFormat.Depth => 16;

    static float ITensorFormat.Round(float value) => GpuMath.RoundBFloat16(value);

    static TensorRows ITensorFormat.Rows(ArrayView<float> first, int line, int deep) => new(
        Pair(first, 0, deep), Pair(first, 8 * line, deep), Pair(first, 8 * deep, deep), Pair(first, (8 * line) + (8 * deep), deep));

    static TensorColumns ITensorFormat.Columns(ArrayView<float> first, int deep) => new(Pair(first, 0, deep), Pair(first, 8 * deep, deep));

    static Float4 ITensorFormat.Multiply(TensorRows a, TensorColumns b, Float4 sums) =>
        GpuTensorCores.MultiplyBFloat16(a.A0, a.A1, a.A2, a.A3, b.B0, b.B1, sums);

    private static uint Pair(ArrayView<float> first, int at, int deep) => GpuTensorCores.BFloat16(first[at], first[at + (4 * deep)]);
}
