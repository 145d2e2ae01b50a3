using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Fourier transforms by the runtime, the work items from begin to end.</summary>
/// <param name="Channels">Transforms whose numbers lie beside each other.</param>
public sealed record RunFourier(FourierForm Form, IndexExpr Rows, int Channels, View X, View Y) : Statement;
