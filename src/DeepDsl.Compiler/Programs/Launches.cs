using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs;

/// <summary>One launch of a kernel: what it reads and writes. Both backends emit a kernel for each.</summary>
public abstract record Launch(string Layer, IReadOnlyList<Buffer> Reads, IReadOnlyList<Buffer> Writes) : ProgramItem(Reads, Writes);

/// <summary>
/// What an expression of a loop or epilogue reads: a buffer broadcast to the loop's shape, or random numbers. Argument i of the
/// expressions is operand i.
/// </summary>
public sealed record LoopOperand(Buffer? Buffer, Shape Shape, RandomNode? Random = null)
{
    /// <summary>Of which part of the buffer it is; null for all.</summary>
    public BufferPart? Part { get; init; }

    /// <summary>The buffer's own shape.</summary>
    public Shape Whole => Part?.Whole ?? Shape;
}

/// <summary>An expression and the buffer that takes its result.</summary>
public sealed record LoopResult(Expr Body, Buffer Target)
{
    /// <summary>The part of the buffer that it is written to; null for all.</summary>
    public BufferPart? Part { get; init; }
}

/// <summary>Neighbours along the last axis of a buffer, more than one: the place of a gate among others. Maps alone read and write such.</summary>
/// <param name="Whole">The shape of the buffer.</param>
/// <param name="Start">The first along that axis.</param>
/// <param name="Length">How many they are.</param>
public sealed record BufferPart(Shape Whole, Dim Start, Dim Length)
{
    public override string ToString() => $"[.., {Start}..{Start + Length}]";
}

/// <summary>Elementwise: every result at every element of <paramref name="Shape"/>.</summary>
public sealed record MapLaunch(string Layer, Shape Shape, IReadOnlyList<LoopOperand> Operands, IReadOnlyList<LoopResult> Results)
    : Launch(Layer, ReadsOf(Operands), [.. Results.Select(r => r.Target).Distinct()])
{
    /// <summary>Whether it reads or writes parts of buffers.</summary>
    public bool HasParts => Operands.Any(o => o.Part is not null) || Results.Any(r => r.Part is not null);

    internal static IReadOnlyList<Buffer> ReadsOf(IReadOnlyList<LoopOperand> operands) =>
        [.. operands.Where(o => o.Buffer is not null).Select(o => o.Buffer!)];
}

/// <summary>Reductions over the same axes of expressions of the same shape.</summary>
public sealed record ReduceLaunch(
    string Layer, Shape Shape, IReadOnlyList<int> Axes, IReadOnlyList<LoopOperand> Operands, IReadOnlyList<(ReduceKind Kind, LoopResult Result)> Results)
    : Launch(Layer, MapLaunch.ReadsOf(Operands), [.. Results.Select(r => r.Result.Target)]);

/// <summary>
/// What is applied to each element of a product as it is stored: expression argument 0 is the product, argument i + 1 is
/// operand i, of the product's shape or repeated along its leading dimensions.
/// </summary>
public sealed record Epilogue(Expr Body, IReadOnlyList<LoopOperand> Operands)
{
    public static Epilogue None { get; } = new(Exprs.Arg(0), []);
}

/// <summary>[.., M, K] x [.., K, N]; A may be read transposed, and B where the target can.</summary>
public sealed record MatMulLaunch(string Layer, Buffer A, Buffer B, Buffer C, Shape AShape, Shape BShape, Shape CShape, bool TransposeA, Epilogue Epilogue)
    : Launch(Layer, [A, B, .. MapLaunch.ReadsOf(Epilogue.Operands)], [C])
{
    public bool TransposeB { get; init; }

    /// <summary>Its rows are the samples, of which there is one.</summary>
    public bool HasOneRow { get; init; }

    /// <summary>How both sides are rounded as they are read; null where they are not.</summary>
    public UnaryOp? Rounding { get; init; }
}

/// <summary>Convolution; the input may be spread by zeros between its elements first (the gradient of a strided one).</summary>
public sealed record ConvLaunch(
    string Layer, Buffer X, Buffer W, Buffer Y, Shape XShape, Shape WShape, Shape YShape, ConvGeometry Geometry, IReadOnlyList<int> Spread, Epilogue Epilogue)
    : Launch(Layer, [X, W, .. MapLaunch.ReadsOf(Epilogue.Operands)], [Y])
{
    /// <summary>How both sides are rounded as they are read; null where they are not.</summary>
    public UnaryOp? Rounding { get; init; }
}

/// <summary>Weight gradients of equal parts of the batch: Parts is [P, weight..].</summary>
public sealed record ConvWeightLaunch(string Layer, Buffer X, Buffer Dy, Buffer Parts, Shape XShape, Shape DyShape, Shape PartsShape, ConvGeometry Geometry)
    : Launch(Layer, [X, Dy], [Parts])
{
    /// <summary>How both sides are rounded as they are read; null where they are not.</summary>
    public UnaryOp? Rounding { get; init; }
}

public sealed record PoolLaunch(string Layer, PoolKind Kind, Buffer X, Buffer Y, Shape XShape, Shape YShape, ConvGeometry Geometry) : Launch(Layer, [X], [Y]);

/// <summary>X is null for averages.</summary>
public sealed record PoolGradientLaunch(
    string Layer, PoolKind Kind, Buffer? X, Buffer Dy, Buffer Dx, Shape XShape, Shape YShape, ConvGeometry Geometry)
    : Launch(Layer, X is null ? [Dy] : [X, Dy], [Dx]);

public sealed record GatherLaunch(string Layer, Buffer Table, Buffer Indices, Buffer Y, Shape TableShape, Shape YShape, TableLookup Lookup)
    : Launch(Layer, [Table, Indices], [Y]);

public sealed record ScatterAddLaunch(string Layer, IReadOnlyList<TableUpdates> Updates, Buffer Table, Shape TableShape, TableLookup Lookup)
    : Launch(Layer, [.. Updates.SelectMany(u => u.Buffers)], [Table]);

/// <summary>What is added to vectors of a table.</summary>
/// <param name="Order">The places of the indices in the order of their size; null where they are taken as they come.</param>
public sealed record TableUpdates(Buffer Indices, Buffer? Order, Buffer Values, Shape IndexShape)
{
    public IEnumerable<Buffer> Buffers => Order is null ? [Indices, Values] : [Indices, Order, Values];
}

/// <summary>The places of the indices of so many vectors in the order of their size.</summary>
public sealed record OrderLaunch(string Layer, Buffer Indices, Buffer Order, Shape IndexShape, Dim Vectors) : Launch(Layer, [Indices], [Order]);

/// <summary>Adds updates to the vectors of a table by the order of their indices.</summary>
public sealed record OrderedSumLaunch(string Layer, IReadOnlyList<TableUpdates> Updates, Buffer Table, Shape TableShape, TableLookup Lookup)
    : Launch(Layer, [.. Updates.SelectMany(u => u.Buffers)], [Table]);

/// <summary>Fourier transforms along the second axis.</summary>
public sealed record FourierLaunch(string Layer, FourierForm Form, Buffer X, Buffer Y, Shape XShape, Shape YShape) : Launch(Layer, [X], [Y]);

/// <summary>Attention by heads.</summary>
/// <param name="Inputs">Those of the form but random numbers.</param>
/// <param name="Random">The numbers by which weights are dropped; null where none are.</param>
/// <param name="LogSums">Null where no gradient reads them.</param>
public sealed record AttentionLaunch(
    string Layer, AttentionForm Form, IReadOnlyList<Buffer> Inputs, RandomNode? Random, Buffer Y, Buffer? LogSums,
    Dim Batch, Dim Queries, Dim Keys)
    : Launch(Layer, Inputs, LogSums is null ? [Y] : [Y, LogSums]);

/// <summary>Gradients of attention.</summary>
/// <param name="Inputs">Those of the form but random numbers.</param>
/// <param name="Random">The numbers by which weights are dropped; null where none are.</param>
/// <param name="Gradients">Of each of the inputs that hold queries, keys and values.</param>
public sealed record AttentionGradientLaunch(
    string Layer, AttentionForm Form, IReadOnlyList<Buffer> Inputs, RandomNode? Random, Buffer LogSums, Buffer Shifts, Buffer Dy,
    IReadOnlyList<Buffer> Gradients, Dim Batch, Dim Queries, Dim Keys) : Launch(Layer, [.. Inputs, LogSums, Shifts, Dy], Gradients);

/// <summary>
/// Moves elements: for every index of Shape, target[TargetStart + index * TargetStrides] = source[SourceStart + index * SourceStrides].
/// </summary>
public sealed record CopyLaunch(
    string Layer, Buffer Source, Buffer Target, Shape Shape, IReadOnlyList<Dim> SourceStrides, IReadOnlyList<Dim> TargetStrides,
    Dim SourceStart, Dim TargetStart) : Launch(Layer, [Source], [Target])
{
    /// <summary>Strides of reversed axes count backwards.</summary>
    public IReadOnlyList<int> ReversedAxes { get; init; } = [];
}
