namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Makes an iteration's products few and its loop short, while it still stands in the graph around it: of a product of what comes in beside
/// what is carried, the half that knows what comes in is one product of all iterations, before the loop; products of one value are one, of
/// their weights side by side. That adds the terms of a split product in another order; nothing else changes.
/// </summary>
/// <param name="graph">In which the iteration stands.</param>
/// <param name="scan">Of which it is the body; takes sequences.</param>
/// <param name="carried">What stands for carried values.</param>
/// <param name="slices">What stands for elements of sequences, by those.</param>
internal sealed class IterationProducts(
    Graph graph, ScanExtraction scan, IReadOnlyCollection<Node> carried, IReadOnlyList<(Node Sequence, Node StandIn)> slices)
{
    /// <summary>
    /// Of fewer features a product is sooner made in the loop than written and read again: it takes as long as moving its result.
    /// </summary>
    private const int FewFeatures = 8;

    private HashSet<Node> _changing = [];
    private HashSet<Node> _late = []; // what depends on carried values

    /// <param name="results">What iterations give.</param>
    public Node[] Run(Node[] results)
    {
        results = Rewrite(results, Split);
        results = Hoist(results);
        results = JoinSequences(results);
        return JoinProducts(results);
    }

    private delegate Node? Rewriting(Node node, Func<Node, Node> made);

    /// <summary>The same results, with some values of the iteration replaced, and all that depends on them made again.</summary>
    private Node[] Rewrite(Node[] results, Rewriting rewrite)
    {
        Look(results);
        Dictionary<Node, Node> made = [];
        Node Made(Node node) => made.TryGetValue(node, out Node again) ? again : node;
        string layer = graph.Layer;
        foreach (Node node in _changing.OrderBy(n => n.Id).ToList())
        {
            graph.Layer = node.Layer;
            Node[] inputs = [.. node.Inputs.Select(Made)];
            Node again = rewrite(node, Made) ?? (inputs.SequenceEqual(node.Inputs) ? node : node.WithInputs(graph, inputs));
            if (again != node)
            {
                again.Role ??= node.Role;
                made.Add(node, again);
            }
        }

        graph.Layer = layer;
        return [.. results.Select(Made)];
    }

    private void Look(Node[] results)
    {
        HashSet<Node> needed = Reachability.From(results);
        Node[] nodes = [.. graph.Nodes.Where(needed.Contains)];
        _changing = Reachability.DependentsOf(nodes, slices.Select(s => s.StandIn).Concat(carried).Where(needed.Contains));
        _late = Reachability.DependentsOf(nodes, carried.Where(needed.Contains));
    }

    /// <summary>A product of what stands side by side as the sum of two, of which one knows no carried value.</summary>
    private Node? Split(Node node, Func<Node, Node> made)
    {
        if (!IsProduct(node) || node.Inputs[0] is not ConcatNode { Axis: 1 } concat)
        {
            return null;
        }

        List<(Node Part, Dim Start)> parts = [];
        Dim start = 0;
        foreach (Node part in concat.Inputs)
        {
            parts.Add((part, start));
            start += part.Shape[1];
        }

        ILookup<bool, (Node Part, Dim Start)> byLate = parts.ToLookup(p => _late.Contains(p.Part));
        Node weight = node.Inputs[1];
        Node Half(IEnumerable<(Node Part, Dim Start)> half) => graph.MatMul(
            graph.Concat(1, [.. half.Select(p => made(p.Part))]),
            graph.Concat(0, [.. half.Select(p => graph.Slice(weight, 0, p.Start, p.Part.Shape[1]))]));
        bool pays = byLate[true].Any() && byLate[false].Sum(p => p.Part.Shape[1].Estimate) >= FewFeatures;
        return pays ? Half(byLate[false]) + Half(byLate[true]) : null;
    }

    /// <summary>Products that know no carried value are made of all iterations at once, each an additional sample.</summary>
    private Node[] Hoist(Node[] results)
    {
        Look(results);
        Dictionary<Node, Node> lifted = [];
        HashSet<Node> products = []; // and what is computed of them
        string layer = graph.Layer;
        foreach (Node node in _changing.Where(n => !_late.Contains(n)).OrderBy(n => n.Id).ToList())
        {
            graph.Layer = node.Layer;
            if (Lift(node, lifted) is { } all)
            {
                lifted.Add(node, all);
                if ((IsProduct(node) && node.Shape[1].Estimate > 1) || node.Inputs.Any(products.Contains))
                {
                    products.Add(node);
                }
            }
        }

        graph.Layer = layer;
        return products.Count == 0 ? results : Rewrite(results, (node, _) => products.Contains(node) ? Element(lifted[node], node.Shape) : null);
    }

    private Node? Lift(Node node, IReadOnlyDictionary<Node, Node> lifted)
    {
        if (slices.FirstOrDefault(s => s.StandIn == node).Sequence is { } sequence)
        {
            return node.Shape.Rank > 0 ? graph.Reshape(sequence, OfAll(node.Shape)) : null;
        }

        Node[] inputs = [.. node.Inputs.Select(i => lifted.TryGetValue(i, out Node all) ? all : i)];
        bool areLifted = node.Inputs.All(i => lifted.ContainsKey(i) || !_changing.Contains(i));
        return !areLifted ? null : node switch
        {
            MapNode map when map.Inputs.All(i => lifted.ContainsKey(i) ? i.Shape.Rank == map.Shape.Rank && i.Shape[0] == map.Shape[0]
                : i.Shape.Rank < map.Shape.Rank || i.Shape[0].IsOne) => graph.Map(map.Body, OfAll(map.Shape), inputs),
            MatMulNode when IsProduct(node) => node.WithInputs(graph, inputs),
            ConcatNode { Axis: > 0 } or SliceNode { Axis: > 0 } when node.Inputs.All(lifted.ContainsKey) => node.WithInputs(graph, inputs),
            _ => null,
        };
    }

    private Shape OfAll(Shape shape) => new([scan.Length * shape[0], .. shape.Skip(1)]);

    /// <summary>What a value of all iterations, as samples, is in one.</summary>
    private Node Element(Node all, Shape shape) => scan.Slice(graph.Reshape(all, new Shape([scan.Length, .. shape])));

    /// <summary>Sequences that are products of one value, and that nothing else reads, are parts of one product.</summary>
    private Node[] JoinSequences(Node[] results)
    {
        Look(results);
        ILookup<Node, Node> readers = ReadersAmong(graph.Nodes);
        Dictionary<Node, JoinedProduct.Part> products = [];
        foreach ((Node sequence, Node standIn) in slices.Where(s => _changing.Contains(s.StandIn)).ToList())
        {
            if (sequence is ReshapeNode { Shape.Rank: 3 } && !readers[sequence].Any() && sequence.Inputs[0].Shape == OfAll(standIn.Shape)
                && readers[sequence.Inputs[0]].Count() == 1 && Product(sequence.Inputs[0], readers) is { } product)
            {
                products.Add(standIn, product);
            }
        }

        return Join(results, products, product => Element(product, new Shape(product.Shape[0].DivideBy(scan.Length)!.Value, product.Shape[1])));
    }

    /// <summary>Products of one value of an iteration are parts of one product.</summary>
    private Node[] JoinProducts(Node[] results)
    {
        Look(results);
        ILookup<Node, Node> readers = ReadersAmong(_changing);
        Dictionary<Node, JoinedProduct.Part> products = [];
        foreach (Node node in _changing.OrderBy(n => n.Id))
        {
            if (Product(node, readers) is { } product)
            {
                products.Remove(product.Product);
                products.Add(node, product);
            }
        }

        return Join(results, products, product => product);
    }

    private static ILookup<Node, Node> ReadersAmong(IEnumerable<Node> nodes) =>
        nodes.SelectMany(n => n.Inputs.Distinct(), (reader, read) => (reader, read)).ToLookup(p => p.read, p => p.reader);

    private Node[] Join(Node[] results, Dictionary<Node, JoinedProduct.Part> products, Func<Node, Node> inIteration)
    {
        Dictionary<Node, JoinedProduct> groups = products.Values.GroupBy(p => p.Rows).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => new JoinedProduct([.. g]));
        return groups.Count == 0 ? results : Rewrite(results, (node, made) =>
            products.TryGetValue(node, out JoinedProduct.Part product) && groups.TryGetValue(product.Rows, out JoinedProduct group)
                ? group.Take(product, made, inIteration) : null);
    }

    /// <summary>What a value is as a product of rows with weights that do not change, and of a bias; null where it is none.</summary>
    private JoinedProduct.Part? Product(Node node, ILookup<Node, Node> readers)
    {
        if (node is MapNode { Body: BinaryExpr { Op: BinaryOp.Add, Left: ArgExpr, Right: ArgExpr }, Inputs.Count: 2 })
        {
            (Node product, Node bias) = (node.Inputs[0], node.Inputs[1]);
            bool isBiased = bias.Shape == new Shape(node.Shape[-1]) && !_changing.Contains(bias) && readers[product].Count() == 1;
            return isBiased && Product(product, readers) is { Bias: null } found ? found with { Bias = bias } : null;
        }

        return IsProduct(node) && !node.Shape[1].IsOne ? new JoinedProduct.Part(node, null) : null;
    }

    private bool IsProduct(Node node) =>
        node is MatMulNode { TransposeA: false, TransposeB: false, Shape.Rank: 2 } && !_changing.Contains(node.Inputs[1]);
}
