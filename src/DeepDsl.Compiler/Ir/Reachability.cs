namespace DeepDsl.Compiler.Ir;

/// <summary>Which nodes a set of results needs.</summary>
public static class Reachability
{
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
}
