using DeepDsl.CompilerServices;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>A square dense layer without bias, in some arithmetic.</summary>
internal sealed record ProductModel(Arithmetic Arithmetic, NetworkDefinition Definition);
