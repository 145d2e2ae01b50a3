using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Norms;

namespace DeepDsl.Compiler.Ops.Recurrent;

/// <summary>
/// A layer norm inside a recurrent layer (Ba et al., 2016): features to mean 0 and variance 1, in groups side by side, then scaled.
/// </summary>
/// <param name="Groups">The sizes of the groups.</param>
/// <param name="Gain">One for each feature.</param>
/// <param name="Bias">One for each feature; null for none.</param>
public sealed record RecurrentNorm(IReadOnlyList<int> Groups, Node Gain, Node? Bias)
{
    /// <summary>PyTorch's for layer norms.</summary>
    private const double Eps = 1e-5;

    /// <summary>Of features in the last dimension, in the graph that they are in.</summary>
    public Node Apply(Node x)
    {
        int start = 0;
        List<Node> parts = [];
        foreach (int size in Groups)
        {
            parts.Add(Standardize.Over(x.Graph.Slice(x, -1, start, size), Eps, -1));
            start += size;
        }

        Node scaled = x.Graph.Concat(-1, [.. parts]) * Gain;
        return Bias is null ? scaled : scaled + Bias;
    }
}
