namespace DeepDsl.Onnx;

/// <summary>A file while layers are made of it.</summary>
/// <param name="opset">Version of its operators.</param>
/// <param name="stored">How many elements its tensors have.</param>
internal sealed class ImportScope(int opset, long stored)
{
    private readonly Dictionary<string, object?> _values = [];
    private readonly Dictionary<string, int> _functions = [];
    private readonly Dictionary<string, List<string>> _readers = [];

    public int Opset { get; } = opset;

    public List<ImportedLayer> Layers { get; } = [];

    /// <summary>What is to be told of how the model differs from the file.</summary>
    public List<string> Notes { get; } = [];

    public Elements Budget { get; } = new(stored);

    /// <summary>Layers that only move elements, by what they read, so that none is made twice.</summary>
    public List<(int Source, AxisPart[][] From, AxisPart[][] To, int Layer)> Moves { get; } = [];

    /// <summary>Notes that an operator reads a value.</summary>
    public void Reads(string name, string op)
    {
        if (!_readers.TryGetValue(name, out List<string>? readers))
        {
            _readers.Add(name, readers = []);
        }

        readers.Add(op);
    }

    public int Readers(string name) => _readers.TryGetValue(name, out List<string>? readers) ? readers.Count : 0;

    /// <summary>Whether all that read a value take parts of it.</summary>
    public bool AreParts(string name) => _readers[name].All(op => op is "Slice" or "Split" or "Gather" or "Shape");

    /// <summary>Whether all that read a value take what is far below the rest for nothing.</summary>
    public bool AreSoftmaxes(string name) => _readers.TryGetValue(name, out List<string>? readers) && readers.All(
        op => op is "Softmax" or "LogSoftmax");

    public void Set(string name, object? value)
    {
        if (name.Length == 0)
        {
            return;
        }

        // What several read is made once.
        if (value is ImportedValue { Pending: not null } shared && Readers(name) > 1)
        {
            value = Activations.Finish(this, shared);
        }

        _values[name] = value is ImportedValue made ? made with { IsSole = made.IsSole && Readers(name) <= 1 } : value;
    }

    public bool IsKnown(string name) => _values.ContainsKey(name);

    /// <summary>A value or a constant; null for what depends on a node without a counterpart.</summary>
    public object? Find(string name) => _values.GetValueOrDefault(name);

    public bool Has(OnnxNode node, int input) => input < node.Inputs.Count && node.Inputs[input].Length > 0;

    public Constant? Constant(OnnxNode node, int input) => Has(node, input) ? Find(node.Inputs[input]) as Constant : null;

    /// <summary>An input that must be known, since it says what the node does.</summary>
    public Constant Known(OnnxNode node, int input, string what) => Constant(node, input)
        ?? throw new NoCounterpartException($"reads its {what} from a value that each call computes; here it must be a constant");

    /// <summary>A value with all that is to be done to its elements done.</summary>
    public ImportedValue Value(OnnxNode node, int input) => Activations.Finish(this, Unfinished(node, input));

    /// <summary>A value to whose elements something may still be to be done.</summary>
    public ImportedValue Unfinished(OnnxNode node, int input) =>
        !Has(node, input) ? throw new InvalidDataException($"it has no input {input}.")
        : Find(node.Inputs[input]) as ImportedValue
            ?? throw new NoCounterpartException("reads a constant where layers read a value");

    public int Add(ImportedLayer layer)
    {
        Layers.Add(layer);
        return Layers.Count - 1;
    }

    /// <summary>A name for a function of the class.</summary>
    public string FunctionName(string stem)
    {
        _functions[stem] = _functions.GetValueOrDefault(stem) + 1;
        return $"{stem}{_functions[stem]}";
    }

    /// <summary>A layer that computes a function of tensors.</summary>
    /// <param name="stem">Of the function's name.</param>
    /// <param name="reads">Layers, as many as the function has parameters beside weights.</param>
    /// <param name="weights">By their names.</param>
    /// <param name="body">Of the parameters x, y and so on.</param>
    public int Compute(
        string stem, int[] reads, IReadOnlyList<(string Name, LayerWeight Weight)> weights, Func<TensorText[], TensorText> body)
    {
        string name = FunctionName(stem);
        string[] values = [.. reads.Select((_, i) => i < 3 ? $"{(char)('x' + i)}" : $"x{i + 1}")];
        TensorText[] parameters = [.. values.Select(TensorText.Of), .. weights.Select(w => TensorText.Of(w.Name))];
        ImportedLayer layer = new("Compute", reads)
        {
            Function = ImportedFunction.OfTensors(name, values, weights.Select(w => (w.Name, w.Weight.Shape)), body(parameters)),
        };
        layer.With("Function", name);
        foreach ((string role, LayerWeight weight) in weights)
        {
            layer.Weighted(role, weight);
        }

        return Add(layer);
    }
}
