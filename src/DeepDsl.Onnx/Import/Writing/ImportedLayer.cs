using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>A layer of the model that is made, or an input.</summary>
/// <param name="kind">As in a declaration.</param>
/// <param name="reads">Numbers of the layers that it reads, the one above first.</param>
internal sealed class ImportedLayer(string kind, params int[] reads)
{
    public string Kind { get; } = kind;

    public IReadOnlyList<int> Reads { get; set; } = reads;

    public List<ArgumentSpec> Arguments { get; } = [];

    public Dictionary<string, LayerWeight> Weights { get; private set; } = [];

    /// <summary>What the file calls it; empty where it has no name that says something.</summary>
    public string Wish { get; set; } = "";

    /// <summary>The layer of which it is the same with other arguments; null for none.</summary>
    public int? CopyOf { get; set; }

    /// <summary>The layer whose parameters it reads; null where it has its own.</summary>
    public ImportedLayer? SharesWith { get; set; }

    /// <summary>What its one function is; null where it has none.</summary>
    public ImportedFunction? Function { get; set; }

    public Argument? this[string name] => Arguments.FirstOrDefault(a => a.Name == name)?.Value;

    public bool Is(string name) => this[name] is BoolArgument { Value: true };

    public long Long(string name) => this[name] is NumberArgument number ? (long)number.Value : 0;

    public ImportedLayer With(string name, long number) => With(name, new NumberArgument(number));

    public ImportedLayer With(string name, double number) => With(name, new NumberArgument(number));

    public ImportedLayer With(string name, bool value) => With(name, new BoolArgument(value));

    public ImportedLayer With(string name, string text) => With(name, new TextArgument(text));

    public ImportedLayer With(string name, string type, string member) => With(name, new EnumArgument(type, member));

    public ImportedLayer With(string name, IEnumerable<long> numbers) =>
        With(name, new ListArgument(numbers.Select(n => (Argument)new NumberArgument(n)).ToArray()));

    public ImportedLayer With(string name, Argument value)
    {
        Arguments.RemoveAll(a => a.Name == name);
        Arguments.Add(new ArgumentSpec(name, value));
        return this;
    }

    public ImportedLayer Without(string name)
    {
        Arguments.RemoveAll(a => a.Name == name);
        return this;
    }

    public ImportedLayer Weighted(string role, LayerWeight weight)
    {
        Weights[role] = weight;
        return this;
    }

    /// <summary>The same layer once more, for other arguments.</summary>
    public ImportedLayer Copy(int number)
    {
        ImportedLayer copy = new(Kind, [.. Reads]) { Weights = Weights, Wish = Wish, CopyOf = CopyOf ?? number, Function = Function };
        copy.Arguments.AddRange(Arguments);
        return copy;
    }
}
