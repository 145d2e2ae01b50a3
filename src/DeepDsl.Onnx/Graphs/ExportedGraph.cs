using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Onnx;

/// <summary>What a file computes: part of a graph, with the names of its border.</summary>
internal sealed record ExportedGraph(IReadOnlyList<(string Name, InputNode Node)> Inputs, IReadOnlyList<(string Name, Node Node)> Outputs)
{
    public ExportedGraph(ModelGraph model)
        : this(model.Inputs, model.Outputs)
    {
    }

    /// <summary>What takes the place of the outputs; null for themselves.</summary>
    public ProbabilityGraph? Head { get; init; }

    /// <summary>The input that says how many steps are before this one, where no other has as many; null where nobody asks.</summary>
    public string? Position { get; init; }
}
