using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>One rounded value a register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TensorFloat32Format : ITensorFormat
{
    static int ITensorFormat.Depth => 8;

    static float ITensorFormat.Round(float value) => GpuMath.RoundTensorFloat32(value);

    static TensorRows ITensorFormat.Rows(ArrayView<float> first, int line, int deep) => new(
        GpuTensorCores.TensorFloat32(first[0]), GpuTensorCores.TensorFloat32(first[8 * line]),
        GpuTensorCores.TensorFloat32(first[4 * deep]), GpuTensorCores.TensorFloat32(first[(8 * line) + (4 * deep)]));

    static TensorColumns ITensorFormat.Columns(ArrayView<float> first, int deep) =>
        new(GpuTensorCores.TensorFloat32(first[0]), GpuTensorCores.TensorFloat32(first[4 * deep]));

    static Float4 ITensorFormat.Multiply(TensorRows a, TensorColumns b, Float4 sums) =>
        GpuTensorCores.MultiplyTensorFloat32(a.A0, a.A1, a.A2, a.A3, b.B0, b.B1, sums);
}
