namespace DeepDsl.Compiler.Ir;

/// <summary>What nodes need, and what needs them.</summary>
public static class Reachability
{
    /// <summary>The nodes that a set of results needs, themselves among them.</summary>
    public static HashSet<Node> From(IEnumerable<Node> results)
    {
        HashSet<Node> reached = [];
        Stack<Node> open = new(results);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (reached.Add(node))
            {
                foreach (Node input in node.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        return reached;
    }

    /// <summary>The nodes that depend on any of some others, which are among them.</summary>
    /// <param name="nodes">Inputs before readers.</param>
    /// <param name="others">What they are to depend on.</param>
    public static HashSet<Node> DependentsOf(IEnumerable<Node> nodes, IEnumerable<Node> others)
    {
        HashSet<Node> dependents = [.. others];
        foreach (Node node in nodes)
        {
            if (node.Inputs.Any(dependents.Contains))
            {
                dependents.Add(node);
            }
        }

        return dependents;
    }
}
