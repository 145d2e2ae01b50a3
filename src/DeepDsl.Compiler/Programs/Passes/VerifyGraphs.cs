using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Whether graphs are what the next pass takes for granted: inputs before readers, floats where floats are read, results of the size of
/// what takes them, and after legalisation nothing that the target has no kernel for.
/// </summary>
internal static class VerifyGraphs
{
    /// <param name="unit">What a pass gave.</param>
    /// <param name="target">Null before anything is made for one.</param>
    /// <param name="pass">For the message.</param>
    public static void Run(UnitGraphs unit, Target? target, string pass)
    {
        foreach (ProgramGraph program in unit.Programs)
        {
            void Demand(bool holds, string what)
            {
                if (!holds)
                {
                    throw new InvalidOperationException($"After {pass}, in {unit.Name}.{program.Name}: {what}");
                }
            }

            foreach (Node node in Reachability.From(program.Results.Select(r => r.Node)))
            {
                Demand(node.Graph == program.Graph, $"{node} is of another graph.");
                Demand(node.Inputs.All(i => i.Id < node.Id), $"{node} reads what comes after it.");
                Demand(TypesFit(node), $"{node} reads {string.Join(", ", node.Inputs.SelectMany(i => i.Results))}.");
                if (node is InputNode)
                {
                    Demand(unit.Bound.ContainsKey(node), $"{node} stands for no buffer.");
                    Demand(Fits(node, unit.Bound[node]), $"{node} stands for a buffer of another size or type.");
                }

                Demand(target is null || IsLegal(node, target), $"the {target?.Name} has no kernel for {node}.");
            }

            foreach ((Node node, Buffer buffer) in program.Results)
            {
                Demand(Fits(node, buffer), $"{node} does not fit into {buffer}.");
            }
        }
    }

    private static bool Fits(Node node, Buffer buffer) => node.Shape.Size == buffer.Shape.Size && node.Element == buffer.Type;

    /// <summary>Expressions convert what they read, and views and moves keep the type; tables are read by ints; all else is floats.</summary>
    private static bool TypesFit(Node node) => node switch
    {
        MapNode => node.Element == ElementType.Float32,
        ResultNode => true,
        GatherNode => node.Inputs[0].Element == node.Element && node.Inputs[1].Element == ElementType.Int32,
        ScatterAddNode s => s.Pairs.All(p => p.Indices.Element == ElementType.Int32 && p.Updates.Element == node.Element),
        OrderNode => node.Inputs[0].Element == ElementType.Int32,
        OrderedSumNode s => s.Triples.All(t =>
            t.Indices.Element == ElementType.Int32 && t.Order.Element == ElementType.Int32 && t.Updates.Element == node.Element),
        EdgeNode edge => edge.Edges.Element == ElementType.Int32 && node.Element == ElementType.Float32,
        EdgeOrderNode => node.Inputs[0].Element == ElementType.Int32,
        SparseNode or SparseGradientPartsNode => node.Element == ElementType.Float32
            && node.Inputs.Select((input, i) => input.Element == (i == 0 ? ElementType.Int32 : ElementType.Float32)).All(fits => fits),
        AttentionNode or AttentionGradientNode => node.Inputs.All(i => i.Element == ElementType.Float32),
        ReduceNode => node.Element == ElementType.Float32,
        ScanNode scan => scan.Region.Nodes.All(TypesFit),
        _ => node.Inputs.All(i => i.Element == node.Element),
    };

    private static bool IsLegal(Node node, Target target) => node switch
    {
        ConvInputGradientNode or ConvWeightGradientNode or SparseRowsNode or SparseGradientNode => false,
        SparseGradientPartsNode => !target.SumsByOrder,
        ScatterAddNode => !target.SumsByOrder,
        EdgeSumNode sum => sum.IsOrdered,
        EdgeMaxNode max => max.IsOrdered,
        MatMulNode product => target.ReadsRightTransposed || !product.TransposeB,
        FourierNode => !target.TransformsByProducts,
        ScanNode scan => scan.Region.Nodes.All(n => IsLegal(n, target)),
        _ => true,
    };
}
