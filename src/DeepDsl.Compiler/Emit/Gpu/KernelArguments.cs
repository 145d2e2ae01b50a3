using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>What a kernel is passed: a view for each value, a key for each random stream, and the batch.</summary>
internal sealed class KernelArguments
{
    private readonly List<(string Parameter, string Argument)> _all = [];
    private readonly Dictionary<Buffer, string> _names = [];

    public int Count => _all.Count + 1;

    public string Parameters => string.Join(", ", _all.Select(a => a.Parameter).Concat(["int n"]));

    public string Passed => string.Join(", ", _all.Select(a => a.Argument).Concat(["n"]));

    /// <summary>The parameter for a value that is read.</summary>
    public string Read(Buffer value) => Name(value, "x");

    /// <summary>The parameter for a value that is written; the same one where it is read too.</summary>
    public string Write(Buffer value) => Name(value, "y");

    /// <summary>The parameter for the key of a random stream.</summary>
    public string Key(RandomNode random)
    {
        string name = $"key{_all.Count}";
        _all.Add(($"uint {name}", $"f.Key({random.Stream})"));
        return name;
    }

    private string Name(Buffer value, string prefix)
    {
        if (!_names.TryGetValue(value, out string name))
        {
            _names[value] = name = $"{prefix}{_all.Count}";
            _all.Add(($"ArrayView<{(value.Type == ElementType.Int32 ? "int" : "float")}> {name}", GpuViews.Of(value)));
        }

        return name;
    }
}
