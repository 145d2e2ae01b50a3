using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>A thread's part of 8 columns of the right side; see <see cref="GpuTensorCores"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorColumns(uint B0, uint B1);
