using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The value of <see cref="NetworkDefinition.Gpu"/> where a layer of the model has no kernels yet.</summary>
/// <param name="Reason">One sentence that names the layer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GpuUnsupported(string Reason);
