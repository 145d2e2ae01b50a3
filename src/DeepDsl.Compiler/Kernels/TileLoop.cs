using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>One of a tile's loops: taps of a window, rows of an image, the depth of a product.</summary>
/// <param name="AStep">How far A is from one trip to the next, counted from where the trip before began.</param>
/// <param name="BStep">The same of B.</param>
public sealed record TileLoop(Dim Count, Dim AStep, Dim BStep);
