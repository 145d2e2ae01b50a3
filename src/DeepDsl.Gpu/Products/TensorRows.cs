using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>A thread's part of 16 rows of the left side; see <see cref="GpuTensorCores"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorRows(uint A0, uint A1, uint A2, uint A3);
