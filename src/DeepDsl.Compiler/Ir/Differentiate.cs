using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>Reverse-mode differentiation: extends the graph by the gradients of a weighted sum of nodes.</summary>
public static class Differentiate
{
    /// <summary>
    /// Gradients of sum(seed * node) over all <paramref name="seeds"/> by each of <paramref name="by"/>; null where there is
    /// none.
    /// </summary>
    public static Node?[] Run(Graph graph, IReadOnlyDictionary<Node, Node> seeds, IReadOnlyList<Node> by)
    {
        Dictionary<Node, Node> gradient = [];
        HashSet<Node> needed = Reachability.DependentsOf(graph.Nodes, by);
        Dictionary<Node, Node?[]> ofResults = [];
        foreach (KeyValuePair<Node, Node> seed in seeds)
        {
            Accumulate(gradient, seed.Key, seed.Value);
        }

        string layer = graph.Layer;
        int first = graph.Nodes.Count;
        int last = seeds.Keys.Max(n => n.Id);
        for (int id = last; id >= 0; id--)
        {
            Node node = graph.Nodes[id];
            if (!needed.Contains(node) || node.Inputs.Count == 0)
            {
                continue;
            }

            graph.Layer = node.Layer;
            bool[] wanted = [.. node.Inputs.Select(needed.Contains)];
            Node?[] inputs = Contributions(node, wanted, gradient, ofResults);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (wanted[i] && inputs[i] is { } contribution)
                {
                    string role = Roles.Gradient(Roles.Of(node.Inputs[i]));
                    Roles.Set(contribution, role, first);
                    Accumulate(gradient, node.Inputs[i], contribution);
                    Roles.Set(gradient[node.Inputs[i]], role, first);
                }
            }
        }

        graph.Layer = layer;
        Roles.MarkGradients(graph, first);
        return [.. by.Select(n => gradient.TryGetValue(n, out Node g) ? g : null)];
    }

    private static void Accumulate(Dictionary<Node, Node> gradient, Node node, Node contribution) =>
        gradient[node] = gradient.TryGetValue(node, out Node sum) ? sum + contribution : contribution;

    /// <summary>What a node adds to the gradients of its inputs; none where it has no gradient itself.</summary>
    /// <param name="node">The results of a node come after it, so it is asked when all of them have been seen.</param>
    /// <param name="wanted">Which inputs need one.</param>
    /// <param name="gradient">Of each value seen so far.</param>
    /// <param name="ofResults">Of the results of each node that has several.</param>
    private static Node?[] Contributions(Node node, bool[] wanted, Dictionary<Node, Node> gradient, Dictionary<Node, Node?[]> ofResults)
    {
        if (node is TupleNode tuple)
        {
            return ofResults.TryGetValue(tuple, out Node?[] all) ? tuple.InputGradients(all, wanted) : [];
        }

        if (!gradient.TryGetValue(node, out Node dy))
        {
            return [];
        }

        if (node is not ResultNode result)
        {
            return node.InputGradients(dy, wanted);
        }

        if (!ofResults.TryGetValue(result.Source, out Node?[] others))
        {
            ofResults.Add(result.Source, others = new Node?[result.Source.Results.Count]);
        }

        others[result.Index] = dy;
        return [];
    }
}
