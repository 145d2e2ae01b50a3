using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>A step of a kernel. Statements are values, equal where they do the same, so that layers of equal shape share a kernel.</summary>
public abstract record Statement;

/// <summary>Declares a whole number.</summary>
public sealed record LetIndex(VariableIndex Variable, IndexExpr Value) : Statement;

/// <summary>Moves a whole number on.</summary>
public sealed record Advance(VariableIndex Variable, IndexExpr By) : Statement;

/// <summary>Declares a reference to a place.</summary>
public sealed record LetView(string Name, View Place) : Statement;

/// <summary>Declares a reference to the scratch of the running worker.</summary>
public sealed record LetScratch(string Name) : Statement;

/// <summary>Declares values, or with <paramref name="Declares"/> false gives variables new ones; what their expressions share is computed once.</summary>
/// <param name="Operands">Arguments of the expressions, by number.</param>
/// <param name="Parts">What a CPU's variables of what is shared begin with, where a loop inside computes too.</param>
public sealed record Compute(
    EquatableArray<Definition> Definitions, EquatableArray<VectorExpr> Operands, bool Declares = true, string Parts = "t") : Statement;

/// <summary>A variable and its expression.</summary>
public sealed record Definition(string Name, Ir.Expr Body);

/// <summary>Writes as many elements as are left, at most a vector.</summary>
public sealed record StoreVector(View Target, VectorExpr Value, IndexExpr Left) : Statement;

/// <summary>Reduces the lanes of a vector to one element and writes it.</summary>
public sealed record StoreLanes(View Target, ReduceKind Kind, string Vector) : Statement;

/// <summary>Adds the lanes of each of four vectors and writes the sums one after another.</summary>
public sealed record StoreSums(View Target, EquatableArray<string> Vectors) : Statement;

/// <summary>Copies one element.</summary>
public sealed record CopyElement(View Source, View Target) : Statement;

/// <summary>Sets elements to zero.</summary>
public sealed record Clear(View Target, IndexExpr Count) : Statement;

/// <summary>A counted loop; the variable ends where the loop does.</summary>
public sealed record For(VariableIndex Variable, IndexExpr From, IndexExpr To, IndexExpr Step, EquatableArray<Statement> Body) : Statement;

/// <summary>Goes on with a variable in steps as long as a whole one fits, or until what is left is a multiple of another step.</summary>
/// <param name="Completes">The other step; zero for none.</param>
public sealed record Cover(
    VariableIndex Variable, IndexExpr To, int Step, Registers Registers, int Completes, EquatableArray<Statement> Body) : Statement;

/// <summary>Which machines a statement is for: those with 32 registers of 512 bits, or those with 16 of less.</summary>
public enum Registers { Any, Wide, Narrow }

public sealed record If(Condition Condition, EquatableArray<Statement> Then, EquatableArray<Statement> Else) : Statement;

/// <summary>A register tile: see <see cref="Tile"/>.</summary>
/// <param name="Loops">Outermost first.</param>
/// <param name="Left">Columns from C on.</param>
public sealed record CallTile(Tile Tile, View A, View B, View C, IndexExpr Left, EquatableArray<TileLoop> Loops) : Statement;

/// <summary>Copies slices and rows of an image with the borders and gaps that windows see.</summary>
public sealed record CopyImage(View Source, View Target, ImageCopy Image) : Statement;

/// <summary>Puts the edges of a graph in the order of their nodes at one end.</summary>
public sealed record SortEdges(View Edges, View Order, IndexExpr Count, IndexExpr Nodes, EdgeEnd End) : Statement;

/// <summary>Statements in a scope of their own.</summary>
public sealed record Scope(EquatableArray<Statement> Body) : Statement;

// What follows is for threads of a GPU, as vectors, scratch, tiles and copies of images above are for the CPU.

/// <summary>Writes one element.</summary>
public sealed record StoreElement(View Target, VectorExpr Value) : Statement;

/// <summary>Reduces a variable over those threads of the group whose numbers differ by a multiple of <paramref name="Columns"/>.</summary>
public sealed record CombineThreads(string Variable, ReduceKind Kind, int Columns) : Statement;

/// <summary>Reduces a variable over each <paramref name="Lanes"/> neighbouring threads of the group; all of them get the result.</summary>
public sealed record CombineLanes(string Variable, ReduceKind Kind, int Lanes) : Statement;

/// <summary>Waits until all threads of the group are as far.</summary>
public sealed record AwaitGroup : Statement;

/// <summary>Runs other kernels, each in as many groups as it says; the first in the first groups.</summary>
public sealed record RunSideBySide(EquatableArray<KernelPart> Parts) : Statement;

/// <summary>A kernel within another.</summary>
/// <param name="Groups">How many it takes.</param>
/// <param name="Prefix">What stands before the names of its operands in the other.</param>
public sealed record KernelPart(Kernel Kernel, IndexExpr Groups, string Prefix);
