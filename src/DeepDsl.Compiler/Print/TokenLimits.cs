using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// The first token id that an input must not hold: the size of the smallest table it indexes, however its ids are rearranged.
/// </summary>
internal static class TokenLimits
{
    public static long Of(ModelGraph model, Node input) => model.Graph.Nodes.OfType<GatherNode>()
        .Where(g => Reachability.From([g.Inputs[1]]).Contains(input)).Select(g => g.Inputs[0].Shape[0].Constant)
        .DefaultIfEmpty(int.MaxValue).Min();
}
