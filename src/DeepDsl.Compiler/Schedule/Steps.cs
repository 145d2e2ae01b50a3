using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Nodes;

namespace DeepDsl.Compiler.Schedule;

/// <summary>One launch of a program: what it reads and writes. Both backends emit a kernel for each.</summary>
public abstract record Step(string Layer, IReadOnlyList<Value> Reads, IReadOnlyList<Value> Writes);

/// <summary>
/// What an expression of a loop or epilogue reads: a value broadcast to the loop's shape, or random numbers. Argument i of the
/// expressions is operand i.
/// </summary>
public sealed record LoopOperand(Value? Value, Shape Shape, RandomNode? Random = null);

/// <summary>An expression and the value that takes its result.</summary>
public sealed record LoopResult(Expr Body, Value Target);

/// <summary>Elementwise: every result at every element of <paramref name="Shape"/>.</summary>
public sealed record MapStep(string Layer, Shape Shape, IReadOnlyList<LoopOperand> Operands, IReadOnlyList<LoopResult> Results)
    : Step(Layer, ReadsOf(Operands), [.. Results.Select(r => r.Target)])
{
    internal static IReadOnlyList<Value> ReadsOf(IReadOnlyList<LoopOperand> operands) => [.. operands.Where(o => o.Value is not null).Select(o => o.Value!)];
}

/// <summary>Reductions over the same axes of expressions of the same shape.</summary>
public sealed record ReduceStep(
    string Layer, Shape Shape, IReadOnlyList<int> Axes, IReadOnlyList<LoopOperand> Operands, IReadOnlyList<(ReduceKind Kind, LoopResult Result)> Results)
    : Step(Layer, MapStep.ReadsOf(Operands), [.. Results.Select(r => r.Result.Target)]);

/// <summary>
/// What is applied to each element of a product as it leaves the registers: expression argument 0 is the product, argument i + 1 is
/// operand i, of the product's shape or repeated along its leading dimensions.
/// </summary>
public sealed record Epilogue(Expr Body, IReadOnlyList<LoopOperand> Operands)
{
    public static Epilogue None { get; } = new(Exprs.Arg(0), []);
}

/// <summary>[.., M, K] x [.., K, N]; A may be read transposed.</summary>
public sealed record MatMulStep(string Layer, Value A, Value B, Value C, Shape AShape, Shape BShape, Shape CShape, bool TransposeA, Epilogue Epilogue)
    : Step(Layer, [A, B, .. MapStep.ReadsOf(Epilogue.Operands)], [C]);

/// <summary>Convolution; the input may be spread by zeros between its elements first (the gradient of a strided one).</summary>
public sealed record ConvStep(
    string Layer, Value X, Value W, Value Y, Shape XShape, Shape WShape, Shape YShape, ConvGeometry Geometry, IReadOnlyList<int> Spread, Epilogue Epilogue)
    : Step(Layer, [X, W, .. MapStep.ReadsOf(Epilogue.Operands)], [Y]);

/// <summary>Weight gradients of equal parts of the batch: Parts is [P, weight..].</summary>
public sealed record ConvWeightStep(string Layer, Value X, Value Dy, Value Parts, Shape XShape, Shape DyShape, Shape PartsShape, ConvGeometry Geometry)
    : Step(Layer, [X, Dy], [Parts]);

public sealed record PoolStep(string Layer, PoolKind Kind, Value X, Value Y, Shape XShape, Shape YShape, ConvGeometry Geometry) : Step(Layer, [X], [Y]);

/// <summary>X is null for averages.</summary>
public sealed record PoolGradientStep(
    string Layer, PoolKind Kind, Value? X, Value Dy, Value Dx, Shape XShape, Shape YShape, ConvGeometry Geometry)
    : Step(Layer, X is null ? [Dy] : [X, Dy], [Dx]);

public sealed record GatherStep(string Layer, Value Table, Value Indices, Value Y, Shape TableShape, Shape YShape) : Step(Layer, [Table, Indices], [Y]);

public sealed record ScatterAddStep(string Layer, Value Indices, Value Updates, Value Table, Shape IndexShape, Shape TableShape)
    : Step(Layer, [Indices, Updates], [Table]);

/// <summary>
/// Moves elements: for every index of Shape, target[TargetStart + index * TargetStrides] = source[SourceStart + index * SourceStrides].
/// </summary>
public sealed record CopyStep(
    string Layer, Value Source, Value Target, Shape Shape, IReadOnlyList<Dim> SourceStrides, IReadOnlyList<Dim> TargetStrides,
    long SourceStart, long TargetStart) : Step(Layer, [Source], [Target])
{
    /// <summary>Strides of reversed axes count backwards.</summary>
    public IReadOnlyList<int> ReversedAxes { get; init; } = [];
}
