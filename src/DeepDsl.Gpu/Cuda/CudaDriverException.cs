using System.Globalization;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Cuda;

/// <summary>The driver refused a call of <see cref="CudaDriver"/>.</summary>
internal sealed class CudaDriverException(string call, int result)
    : AcceleratorException(string.Create(CultureInfo.InvariantCulture, $"{call} gave CUDA error {result}"))
{
    public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;
}
