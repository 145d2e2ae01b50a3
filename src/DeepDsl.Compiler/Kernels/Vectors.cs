using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>A value that a kernel computes with: a vector on the CPU, one element for a thread of a GPU.</summary>
public abstract record VectorExpr
{
    public static VectorExpr Zero { get; } = new ConstantVector(0);
}

/// <summary>A variable.</summary>
public sealed record VectorName(string Name) : VectorExpr;

/// <summary>The same number in every lane.</summary>
public sealed record ConstantVector(double Value) : VectorExpr;

/// <summary>Neighbouring elements; ints become floats.</summary>
public sealed record LoadVector(View Source, ElementType Type = ElementType.Float32) : VectorExpr;

/// <summary>One element in every lane; an int becomes a float.</summary>
public sealed record BroadcastVector(View Source, ElementType Type = ElementType.Float32) : VectorExpr;

/// <summary>A whole number as a float in every lane.</summary>
public sealed record CountVector(IndexExpr Count) : VectorExpr;

/// <summary>Random numbers of the elements from a place on.</summary>
/// <param name="Key">The variable with the stream's key.</param>
public sealed record DrawVector(RandomKind Kind, string Key, IndexExpr Place) : VectorExpr;

/// <summary>On the CPU: the first lanes of a value, others in the rest, so that a partly filled vector can be reduced.</summary>
public sealed record FirstLanes(VectorExpr Value, IndexExpr Left, VectorExpr Others) : VectorExpr;

/// <summary>An expression of other values; its arguments are their numbers.</summary>
public sealed record AppliedVector(Expr Body, EquatableArray<VectorExpr> Operands) : VectorExpr;
