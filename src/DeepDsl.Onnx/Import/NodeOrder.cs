namespace DeepDsl.Onnx;

/// <summary>The nodes that outputs need, each behind those that it reads.</summary>
internal static class NodeOrder
{
    /// <exception cref="InvalidDataException">A node reads what nobody gives, or what follows from itself.</exception>
    public static IReadOnlyList<OnnxNode> Run(OnnxFile file, IReadOnlyList<OnnxNode> nodes)
    {
        if (file.Outputs.Count == 0)
        {
            throw new InvalidDataException("it has no outputs.");
        }

        Dictionary<string, OnnxNode> makers = [];
        HashSet<string> given = [.. file.Inputs.Select(i => i.Name), .. file.Tensors.Select(t => t.Name)];
        foreach (OnnxNode node in nodes)
        {
            foreach (string output in node.Outputs.Where(o => o.Length > 0))
            {
                if (!makers.TryAdd(output, node))
                {
                    throw new InvalidDataException($"two nodes give '{Listing.Short(output)}'.");
                }
            }
        }

        // Depth first, without recursion: a file may be a chain of any length.
        List<OnnxNode> order = [];
        Dictionary<OnnxNode, bool> done = new(ReferenceEqualityComparer.Instance);
        Stack<(OnnxNode Node, int Next)> open = new();
        foreach (string name in file.Outputs.Select(o => o.Name))
        {
            Visit(name);
            while (open.TryPop(out (OnnxNode Node, int Next) top))
            {
                if (top.Next < top.Node.Inputs.Count)
                {
                    open.Push((top.Node, top.Next + 1));
                    Visit(top.Node.Inputs[top.Next]);
                }
                else
                {
                    done[top.Node] = true;
                    order.Add(top.Node);
                }
            }
        }

        // The order of the file where it has one, which its author read it in.
        Dictionary<OnnxNode, int> places = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < nodes.Count; i++)
        {
            places[nodes[i]] = i;
        }

        OnnxNode[] inFile = [.. order.OrderBy(n => places[n])];
        return IsSorted(inFile, makers) ? inFile : order;

        void Visit(string name)
        {
            if (name.Length == 0 || given.Contains(name))
            {
                return;
            }

            if (!makers.TryGetValue(name, out OnnxNode? maker))
            {
                throw new InvalidDataException($"nothing gives '{Listing.Short(name)}', which is read in it.");
            }

            if (!done.TryGetValue(maker, out bool isDone))
            {
                done[maker] = false;
                open.Push((maker, 0));
            }
            else if (!isDone)
            {
                throw new InvalidDataException($"'{Listing.Short(name)}' follows from itself.");
            }
        }
    }

    private static bool IsSorted(OnnxNode[] nodes, Dictionary<string, OnnxNode> makers)
    {
        HashSet<OnnxNode> seen = new(ReferenceEqualityComparer.Instance);
        foreach (OnnxNode node in nodes)
        {
            if (node.Inputs.Any(i => makers.TryGetValue(i, out OnnxNode? maker) && !seen.Contains(maker)))
            {
                return false;
            }

            seen.Add(node);
        }

        return true;
    }
}
