using DeepDsl.CompilerServices;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>A square dense layer without bias, in some arithmetic.</summary>
internal sealed record ProductModel(Arithmetic Arithmetic, NetworkDefinition Definition)
{
    /// <summary>Rows and columns of both matrices.</summary>
    public int Size => Definition.Inputs[0].Shape[0];
}
