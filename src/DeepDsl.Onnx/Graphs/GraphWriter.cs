using System.Globalization;

namespace DeepDsl.Onnx;

/// <summary>Gathers nodes and tensors, and gives values names that say which layer made them.</summary>
internal sealed class GraphWriter
{
    private readonly GraphWriter? _outer;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, int> _numbers;
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly Dictionary<string, string> _constants = [];

    public GraphWriter()
    {
        _names = new(StringComparer.Ordinal);
        _numbers = new(StringComparer.Ordinal);
    }

    /// <param name="outer">The graph around it, whose values nodes may read.</param>
    public GraphWriter(GraphWriter outer)
    {
        _outer = outer;
        (_names, _numbers) = (outer._names, outer._numbers);
    }

    /// <summary>The graph around all others, where weights, constants and sizes lie.</summary>
    public GraphWriter Root => _outer?.Root ?? this;

    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    public IReadOnlyList<OnnxTensor> Tensors => _tensors;

    /// <summary>The layer whose nodes come next.</summary>
    public string Layer { get; set; } = "";

    /// <summary>A name that no other value has.</summary>
    public string Name(string wanted)
    {
        string name = wanted;
        while (!_names.Add(name))
        {
            int number = _numbers[wanted] = _numbers.GetValueOrDefault(wanted, 1) + 1;
            name = $"{wanted}_{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return name;
    }

    /// <summary>Calls an operator of one output, which is returned.</summary>
    public string Call(string op, IReadOnlyList<string> inputs, params (string Name, object Value)[] attributes) =>
        Call(op, inputs, 1, attributes)[0];

    public IReadOnlyList<string> Call(string op, IReadOnlyList<string> inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        string name = Name($"{(Layer.Length > 0 ? Layer : "model")}/{op}");
        string[] made =
            [.. Enumerable.Range(0, outputs).Select(i => i == 0 ? name : Name($"{name}:{i.ToString(CultureInfo.InvariantCulture)}"))];
        _nodes.Add(new OnnxNode(name, op, inputs, made, attributes));
        return made;
    }

    public string Tensor(string wanted, IReadOnlyList<long> shape, Func<float[]> values) =>
        Tensor(OnnxTensor.Floats(Name(wanted), shape, values));

    public string Tensor(string wanted, OnnxType type, IReadOnlyList<long> shape, Func<byte[]> bytes) =>
        Tensor(new OnnxTensor(Name(wanted), type, shape, bytes));

    /// <summary>A number without axes.</summary>
    public string Number(double value)
    {
        float number = (float)value;
        string key = "number " + BitConverter.SingleToInt32Bits(number).ToString(CultureInfo.InvariantCulture);
        string wanted = $"number/{number.ToString("R", CultureInfo.InvariantCulture)}";
        return Constant(key, wanted, name => OnnxTensor.Floats(name, [], () => [number]));
    }

    /// <summary>Whole numbers along one axis.</summary>
    public string Longs(params long[] values)
    {
        string text = string.Join(",", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
        return Constant("longs " + text, $"sizes/{text}", name => OnnxTensor.Longs(name, [values.Length], values));
    }

    /// <summary>A whole number without axes.</summary>
    public string Long(long value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return Constant("long " + text, $"size/{text}", name => OnnxTensor.Longs(name, [], [value]));
    }

    private string Tensor(OnnxTensor tensor)
    {
        Root._tensors.Add(tensor);
        return tensor.Name;
    }

    private string Constant(string key, string wanted, Func<string, OnnxTensor> tensor)
    {
        GraphWriter root = Root;
        if (!root._constants.TryGetValue(key, out string? name))
        {
            root._constants.Add(key, name = Name(wanted));
            root._tensors.Add(tensor(name));
        }

        return name;
    }
}
