namespace DeepDsl.Compiler.Derive;

using DeepDsl.Compiler.Ir;

/// <summary>Reverse-mode differentiation: extends the graph by the gradients of a weighted sum of nodes.</summary>
public static class Differentiate
{
    /// <summary>
    /// Gradients of sum(seed * node) over all <paramref name="seeds"/> by each of <paramref name="by"/>; null where it does not depend on it.
    /// </summary>
    public static Node?[] Run(Graph graph, IReadOnlyDictionary<Node, Node> seeds, IReadOnlyList<Node> by)
    {
        Dictionary<Node, Node> gradient = [];
        HashSet<Node> needed = DependentsOf(graph, by);
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
            if (!needed.Contains(node) || !gradient.TryGetValue(node, out Node dy) || node.Inputs.Count == 0)
            {
                continue;
            }

            graph.Layer = node.Layer;
            bool[] wanted = [.. node.Inputs.Select(needed.Contains)];
            Node?[] inputs = node.InputGradients(dy, wanted);
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

    /// <summary>The nodes that depend on any of <paramref name="leaves"/>.</summary>
    private static HashSet<Node> DependentsOf(Graph graph, IReadOnlyList<Node> leaves)
    {
        HashSet<Node> dependents = [.. leaves];
        foreach (Node node in graph.Nodes)
        {
            if (node.Inputs.Any(dependents.Contains))
            {
                dependents.Add(node);
            }
        }

        return dependents;
    }
}
