namespace DeepDsl.Compiler.Ir;

/// <summary>Makes nodes again in another graph, with some of what they read replaced.</summary>
public static class Rebuild
{
    /// <param name="results">What to make again, with all that it needs.</param>
    /// <param name="target">Where to.</param>
    /// <param name="made">What stands for a node of the old graph in the new one; what is made is added.</param>
    public static void Run(IEnumerable<Node> results, Graph target, Dictionary<Node, Node> made)
    {
        string layer = target.Layer;

        // Inputs first, in the order that a walk from the results meets them: equal graphs come out with equal numbers, however made.
        Stack<Node> open = new(results.Reverse());
        while (open.Count > 0)
        {
            Node node = open.Peek();
            if (made.ContainsKey(node))
            {
                open.Pop();
                continue;
            }

            Node[] missing = [.. node.Inputs.Where(i => !made.ContainsKey(i))];
            foreach (Node input in missing.Reverse())
            {
                open.Push(input);
            }

            if (missing.Length == 0)
            {
                target.Layer = node.Layer;
                Node again = node.WithInputs(target, [.. node.Inputs.Select(i => made[i])]);
                again.Role ??= node.Role;
                made.Add(open.Pop(), again);
            }
        }

        target.Layer = layer;
    }
}
