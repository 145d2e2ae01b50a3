using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>
/// Makes a graph again without primitives that others stand for: Fourier transforms are products, sparse rows are written out.
/// </summary>
internal static class Lowering
{
    /// <param name="results">What is wanted, in a graph that stays as it is.</param>
    /// <param name="target">Where it is made again.</param>
    /// <param name="made">What stands for nodes already; what is made is added.</param>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> results, Graph target, Dictionary<Node, Node> made)
    {
        if (results.Count == 0)
        {
            return [];
        }

        HashSet<Node> needed = Reachability.From(results);
        foreach (Node node in results[0].Graph.Nodes.Where(n => needed.Contains(n) && !made.ContainsKey(n)))
        {
            target.Layer = node.Layer;
            Node[] inputs = [.. node.Inputs.Select(i => made[i])];
            made[node] = node switch
            {
                DetachNode => inputs[0],
                FourierNode fourier => FourierProducts.Of(inputs[0], fourier.Form),
                SparseRowsNode rows => rows.WithInputs(target, inputs) is SparseRowsNode again
                    ? again.WrittenOut(inputs[0], inputs.Length > 1 ? inputs[1] : null)
                    : throw new InvalidOperationException("Sparse rows were made as another primitive."),
                _ => node.WithInputs(target, inputs),
            };
        }

        return [.. results.Select(r => made[r])];
    }
}
