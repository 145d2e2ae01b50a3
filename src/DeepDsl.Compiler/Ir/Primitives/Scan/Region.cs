namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A sub-graph that a primitive runs many times. What it reads are its arguments: carried values, which one iteration leaves to the next;
/// slices of sequences, one an iteration; and captures, which are the same in all. Nothing else comes in, so parameters and random numbers
/// are captured or sliced. Every value of the body can be read from outside, as the stack of what it was in each iteration. Two regions
/// are equal if their bodies are, whatever the order in which they were made.
/// </summary>
public sealed class Region : IEquatable<Region>
{
    private readonly Node[] _nodes;
    private readonly int _hash;

    /// <param name="carried">In a graph of which the region takes a copy.</param>
    /// <param name="slices">Of sequences.</param>
    /// <param name="captures">The same in every iteration.</param>
    /// <param name="next">What each carried value is in the next iteration.</param>
    /// <param name="outputs">Other values that are to be in the body.</param>
    public Region(
        IReadOnlyList<Node> carried, IReadOnlyList<Node> slices, IReadOnlyList<Node> captures,
        IReadOnlyList<Node> next, IReadOnlyList<Node> outputs)
    {
        Graph body = new();
        Dictionary<Node, Node> made = [];
        Node[] arguments = [.. carried, .. slices, .. captures];
        Arguments = [.. arguments.Select((a, i) => Roles.Call(body.Argument(i, a.Type), Roles.Of(a)))];
        for (int i = 0; i < arguments.Length; i++)
        {
            made.Add(arguments[i], Arguments[i]);
        }

        (CarriedCount, SliceCount) = (carried.Count, slices.Count);
        Rebuild.Run(next.Concat(outputs), body, made);
        foreach (Node node in body.Nodes.ToList())
        {
            Check(node);
            for (int i = 0; node is TupleNode && i < node.Results.Count; i++)
            {
                body.Result(node, i); // so that the gradient finds each of them among the body's values
            }
        }

        _nodes = [.. body.Nodes];
        Values = [.. _nodes.Where(n => n is not TupleNode)];
        Next = [.. next.Select(n => made[n])];
        Outputs = [.. outputs.Select(n => made[n])];
        _hash = _nodes.Aggregate(CarriedCount, (hash, n) =>
            unchecked((hash * 31) + n.GetType().GetHashCode() + (n.Attributes?.GetHashCode() ?? 0)));
        for (int i = 0; i < carried.Count; i++)
        {
            if (Next[i].Type != carried[i].Type)
            {
                throw new InvalidOperationException($"Carried value {i} is {carried[i].Type}, in the next iteration {Next[i].Type}.");
            }
        }
    }

    /// <summary>Carried values, then slices, then captures.</summary>
    public IReadOnlyList<Node> Arguments { get; }

    public int CarriedCount { get; }

    public int SliceCount { get; }

    /// <summary>What each carried value is in the next iteration.</summary>
    public IReadOnlyList<Node> Next { get; }

    public IReadOnlyList<Node> Outputs { get; }

    /// <summary>All values of the body, inputs before readers.</summary>
    public IReadOnlyList<Node> Values { get; }

    /// <summary>All nodes of the body: the values, and those that have several.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    public bool IsCarried(int argument) => argument < CarriedCount;

    public bool IsSlice(int argument) => argument >= CarriedCount && argument < CarriedCount + SliceCount;

    public bool Equals(Region? other) => ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && (CarriedCount, SliceCount) == (other.CarriedCount, other.SliceCount)
            && _nodes.Length == other._nodes.Length && _nodes.Zip(other._nodes, AreSame).All(same => same)
            && AreSame(Next, other.Next) && AreSame(Outputs, other.Outputs));

    public override bool Equals(object? obj) => Equals(obj as Region);

    public override int GetHashCode() => _hash;

    public override string ToString() =>
        $"{{ {string.Join("; ", _nodes.Select(n => n.ToString()))} -> {string.Join(", ", Next.Select(n => "%" + n.Id))} }}";

    private static bool AreSame(Node a, Node b) => a.IsSamePrimitive(b) && AreSame(a.Inputs, b.Inputs);

    private static bool AreSame(IReadOnlyList<Node> a, IReadOnlyList<Node> b) => a.Select(n => n.Id).SequenceEqual(b.Select(n => n.Id));

    private static void Check(Node node)
    {
        if (node is LeafNode and not (ArgumentNode or ConstantNode))
        {
            throw new InvalidOperationException($"{node.Describe()} lies inside a region: it comes from outside, so capture or slice it.");
        }
    }
}
