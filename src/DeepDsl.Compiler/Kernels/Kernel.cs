using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>
/// A loop nest over operands that it knows by number, so that layers of equal shape share one. Equal kernels are equal values: nobody
/// compares texts.
/// </summary>
/// <param name="Name">What it does to which shape; kernels that share a name are told apart by a number.</param>
/// <param name="Comment">What it computes, for readers of the emitted code.</param>
/// <param name="Operands">In the order in which a launch passes them.</param>
/// <param name="Keys">Variables that hold the keys of random streams.</param>
/// <param name="Body">
/// On the CPU the work items from the variable <see cref="Begin"/> to <see cref="End"/>; on a GPU what one thread does.
/// </param>
public sealed record Kernel(
    string Name, string Comment, EquatableArray<KernelOperand> Operands, EquatableArray<RandomKey> Keys, EquatableArray<Statement> Body)
{
    /// <summary>The first work item of a call.</summary>
    public static VariableIndex Begin { get; } = new("begin");

    /// <summary>Behind the last work item of a call.</summary>
    public static VariableIndex End { get; } = new("end");

    /// <summary>The sizes set at run time that take part, beside the batch.</summary>
    public EquatableArray<string> Symbols { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether the batch size takes part; kernels of a GPU all take it.</summary>
    public bool ReadsBatch { get; init; }
}

/// <summary>The reference by which a kernel's statements know an operand.</summary>
/// <param name="IsTable">Its ints are places rather than numbers to compute with.</param>
/// <param name="Type">What it holds.</param>
public sealed record KernelOperand(string Name, bool IsTable = false, ElementType Type = ElementType.Float32);

/// <summary>The variable that holds the key of a random stream.</summary>
public sealed record RandomKey(string Name, int Stream);
