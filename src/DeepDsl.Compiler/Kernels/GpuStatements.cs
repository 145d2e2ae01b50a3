using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>A step of a kernel that only threads of a GPU take.</summary>
public abstract record GpuStatement : Statement;

/// <summary>Lets an operand be read and written in units of four floats, at which it begins.</summary>
public sealed record OpenQuads(string Operand) : GpuStatement;

/// <summary>Loads a unit of an operand of <see cref="OpenQuads"/>: zeros where one of the conditions does not hold.</summary>
public sealed record LoadQuad(string Name, string Operand, IndexExpr Unit, EquatableArray<Condition> Conditions) : GpuStatement;

/// <summary>Writes a unit of an operand of <see cref="OpenQuads"/>.</summary>
public sealed record StoreQuad(string Operand, IndexExpr Unit, EquatableArray<VectorExpr> Values) : GpuStatement;

/// <summary>Adds a product to a variable, rounded once.</summary>
public sealed record AddProduct(string Sum, VectorExpr Left, VectorExpr Right) : GpuStatement;

/// <summary>Reduces a variable over the threads of a warp.</summary>
public sealed record CombineWarp(string Variable, ReduceKind Kind) : GpuStatement;

/// <summary>One of the four values of a <see cref="LoadQuad"/>.</summary>
public sealed record QuadElement(string Quad, int Number) : VectorExpr;

/// <summary>An element where all conditions hold, zero elsewhere.</summary>
public sealed record LoadInside(View Source, EquatableArray<Condition> Conditions) : VectorExpr;

/// <summary>One of four values.</summary>
public sealed record OneOfFour(IndexExpr Number, EquatableArray<VectorExpr> Values) : VectorExpr;
