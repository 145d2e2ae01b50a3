namespace DeepDsl.Onnx;

/// <summary>
/// Finds norms that a file writes as several nodes, before layers are made of these: x less its mean over the root of its variance, and x
/// over
/// the root of the mean of its squares.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class WrittenNorms(OnnxFile file)
{
    /// <summary>What stands for the last of the nodes, with axes, epsilon and rms.</summary>
    public const string Standardize = "Standardize";

    private readonly Dictionary<string, OnnxNode> _makers = file.Nodes.SelectMany(n => n.Outputs.Where(o => o.Length > 0).Select(o => (o, n)))
        .GroupBy(p => p.o).ToDictionary(g => g.Key, g => g.First().n);

    private readonly Dictionary<string, StoredTensor> _tensors = file.Tensors.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First());

    /// <summary>The nodes, some of which stand for several.</summary>
    public IReadOnlyList<OnnxNode> Run() => [.. file.Nodes.Select(n => Find(n) ?? n)];

    private OnnxNode? Find(OnnxNode node)
    {
        if (node.Inputs.Count != 2 || node.Outputs.Count != 1)
        {
            return null;
        }

        return node.Operator == "Div" ? Of(node, node.Inputs[0], Root(node.Inputs[1]))
            : node.Operator != "Mul" ? null
            : Of(node, node.Inputs[0], Inverse(node.Inputs[1])) ?? Of(node, node.Inputs[1], Inverse(node.Inputs[0]));
    }

    /// <param name="node">The last.</param>
    /// <param name="top">What is divided.</param>
    /// <param name="root">The mean and the number of which the root is taken.</param>
    private OnnxNode? Of(OnnxNode node, string top, (string Mean, float Eps)? root)
    {
        if (root is not { } below || Maker(below.Mean, "ReduceMean") is not { } mean || !Keeps(mean)
            || Square(mean.Inputs[0]) is not { } squared || Axes(mean) is not { } axes)
        {
            return null;
        }

        if (squared == top)
        {
            return Centred(top) is { } centred && centred.Axes.SequenceEqual(axes) ? Made(node, centred.X, axes, below.Eps, 0)
                : Made(node, top, axes, below.Eps, 1);
        }

        return Centred(top) is { } one && Centred(squared) is { } other && one.X == other.X && one.Axes.SequenceEqual(axes)
            && other.Axes.SequenceEqual(axes)
            ? Made(node, one.X, axes, below.Eps, 0) : null;
    }

    private static OnnxNode Made(OnnxNode node, string x, long[] axes, float eps, long rms) =>
        new(node.Name, Standardize, [x], node.Outputs, [("axes", axes), ("epsilon", eps), ("rms", rms)]);

    /// <summary>x of x - mean(x).</summary>
    private (string X, long[] Axes)? Centred(string name) => Maker(name, "Sub") is { Inputs.Count: 2 } difference
        && Maker(difference.Inputs[1], "ReduceMean") is { } mean && mean.Inputs[0] == difference.Inputs[0] && Keeps(mean)
            && Axes(mean) is { } axes
            ? (difference.Inputs[0], axes) : null;

    private string? Square(string name) => Maker(name, "Pow") is { Inputs.Count: 2 } power && Number(power.Inputs[1]) == 2 ? power.Inputs[0]
        : Maker(name, "Mul") is { Inputs.Count: 2 } product && product.Inputs[0] == product.Inputs[1] ? product.Inputs[0] : null;

    /// <summary>The sum under a root.</summary>
    private (string, float)? Root(string name) =>
        Maker(name, "Sqrt") is not { Inputs.Count: 1 } root || Maker(root.Inputs[0], "Add") is not { Inputs.Count: 2 } sum ? null
        : Number(sum.Inputs[1]) is { } eps ? (sum.Inputs[0], (float)eps) : Number(sum.Inputs[0]) is { } first ? (sum.Inputs[1], (float)first)
            : null;

    /// <summary>The sum under the root that 1 is divided by.</summary>
    private (string, float)? Inverse(string name) => Maker(name, "Reciprocal") is { Inputs.Count: 1 } reciprocal ? Root(reciprocal.Inputs[0])
        : Maker(name, "Div") is { Inputs.Count: 2 } quotient && Number(quotient.Inputs[0]) == 1 ? Root(quotient.Inputs[1]) : null;

    private OnnxNode? Maker(string name, string op) =>
        _makers.TryGetValue(name, out OnnxNode? node) && node.Operator == op && node.Inputs.Count > 0 ? node : null;

    private static bool Keeps(OnnxNode mean) => mean.Long("keepdims", 1) != 0;

    private long[]? Axes(OnnxNode mean) =>
        mean.Has("axes") ? mean.Longs("axes") : mean.Inputs.Count > 1 ? Tensor(mean.Inputs[1])?.Longs : null;

    private double? Number(string name) => Tensor(name)?.Single;

    private Constant? Tensor(string name)
    {
        StoredTensor? stored = _tensors.GetValueOrDefault(name) ?? (
            _makers.TryGetValue(name, out OnnxNode? node) && node.Operator == "Constant" ? node.Tensor("value") : null);
        return stored is { External: null, Shape: var shape } && shape.All(d => d is >= 0 and < 16) && shape.Count < 3 ? stored.ToConstant()
            : null;
    }
}
