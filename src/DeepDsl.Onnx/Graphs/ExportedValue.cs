using DeepDsl.Compiler.Ir;

namespace DeepDsl.Onnx;

/// <summary>What a value of the graph is called in the file, in each order of axes in which something has asked for it.</summary>
internal sealed class ExportedValue(TensorType type)
{
    private Dictionary<string, string> _forms = [];

    public TensorType Type { get; } = type;

    /// <summary>The name in the order of the compiler's graph; null where it is there in another alone.</summary>
    public string? Name { get; set; }

    /// <summary>The name with channels behind the batch; null where nobody made it.</summary>
    public string? ChannelsFirst { get; set; }

    /// <summary>
    /// Makes it as a weight of the file with so many axes of size one in front and its axes in another order; null of what is computed.
    /// </summary>
    public Func<int, int[], string>? AsTensor { get; init; }

    /// <summary>Another form of it, made once.</summary>
    public string Form(string key, Func<string> make)
    {
        if (!_forms.TryGetValue(key, out string? name))
        {
            _forms.Add(key, name = make());
        }

        return name;
    }

    /// <summary>The same in a graph within the graph, where forms made there stay.</summary>
    public ExportedValue Inside() => AsTensor is not null ? this
        : new ExportedValue(Type) { Name = Name, ChannelsFirst = ChannelsFirst, _forms = new(_forms) };
}
