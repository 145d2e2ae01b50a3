using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>What scheduling must know of a node's place in memory.</summary>
internal static class Views
{
    /// <summary>Same memory as its input.</summary>
    public static bool IsView(Node node) => node is ReshapeNode or DetachNode;

    /// <summary>The node whose memory this one is.</summary>
    public static Node Source(Node node)
    {
        while (IsView(node))
        {
            node = node.Inputs[0];
        }

        return node;
    }

    /// <summary>What has no batch is planned apart, so that a place in the arena is a number of floats per sample.</summary>
    public static Space SpaceOf(Shape shape) => shape.Size.HasBatch ? Space.Arena : Space.Fixed;

    /// <summary>Whether an operand is a scalar, or a row of the last dimension repeated along all others: a bias.</summary>
    public static bool IsRow(Shape operand, Shape shape) =>
        operand.Take(operand.Rank - 1).All(d => d.IsOne) && (operand.Rank == 0 || operand[-1].IsOne || operand[-1] == shape[-1]);
}
