using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>One use of an op in a model: its name, its place, its arguments as literals.</summary>
public sealed class Layer(Op op, AttributeSpec spec, string name, string path, int position, Action<Problem> report)
{
    public Op Op { get; } = op;

    public AttributeSpec Spec { get; } = spec;

    /// <summary>
    /// What the declaration says, where <see cref="Spec"/> is what it may have meant; without what parameters of a block leave as usual.
    /// </summary>
    public AttributeSpec Written { private get; init; } = spec;

    /// <summary>The user's name, or stem and ordinal: conv1.</summary>
    public string Name { get; } = name;

    /// <summary>Prefix of its parameters: names of the blocks around it and its own, joined by dots.</summary>
    public string Path { get; } = path;

    /// <summary>The same in PyTorch's layout of a file of weights.</summary>
    public string TorchPath { get; init; } = path;

    /// <summary>Its path in files of before it, or a block around it, was renamed.</summary>
    public string FormerPath { get; init; } = path;

    /// <summary>1 for the first layer of the model.</summary>
    public int Position { get; } = position;

    /// <summary>Prefix of its parameters: its path, or that of the layer it shares with.</summary>
    public string ParameterPath { get; internal set; } = path;

    /// <summary>The layer that <see cref="Op.LenderArgument"/> names; null for an input, or where there is no such argument.</summary>
    public LayerRow? Lender { get; internal set; }

    /// <summary>How messages name the layers that gave the inputs, in their order.</summary>
    public IReadOnlyList<string> Sources { get; internal set; } = [];

    /// <summary>The dimensions that are set at run time.</summary>
    public Extents Extents { get; init; } = new();

    /// <summary>The static methods of the class that declares it: the model's, or its block's.</summary>
    public IReadOnlyList<FunctionSpec> Functions { get; init; } = [];

    /// <summary>How messages name it: "Conv2D(32, Kernel = 3) (layer 4)".</summary>
    public string Title => $"{Display} (layer {Position})";

    /// <summary>As the user would write it.</summary>
    public string Display => Op.Display(Written);

    /// <summary>The same with other arguments; messages name it as it is written.</summary>
    public Layer With(AttributeSpec mended) => As(Op, mended);

    /// <summary>Another op that bears its name.</summary>
    public Layer As(Op other) => As(other, Spec);

    private Layer As(Op other, AttributeSpec arguments) => new(other, arguments, Name, Path, Position, report)
    {
        TorchPath = TorchPath,
        FormerPath = FormerPath,
        ParameterPath = ParameterPath,
        Lender = Lender,
        Sources = Sources,
        Extents = Extents,
        Functions = Functions,
        Written = Written,
    };

    /// <summary>Whether the user gave the argument.</summary>
    public bool Has(string name) => Spec[name] is not null;

    public int Int(string name) => Spec[name] is NumberArgument n ? (int)n.Value : Standard<int>(name);

    public double Real(string name) => Spec[name] is NumberArgument n ? n.Value : Convert.ToDouble(Standard<object>(name));

    public bool Bool(string name) => Spec[name] is BoolArgument b ? b.Value : Standard<bool>(name);

    public string Text(string name) => Spec[name] is TextArgument t ? t.Value : Standard<string>(name);

    /// <summary>The member's name: "Same" for Padding.Same.</summary>
    public string Enum(string name) => Spec[name] is EnumArgument e ? e.Name : Standard<string>(name);

    public IReadOnlyList<int> Ints(string name) =>
        Spec[name] is ListArgument l ? [.. l.Items.OfType<NumberArgument>().Select(n => (int)n.Value)] : [];

    /// <summary>A list of texts, or one text.</summary>
    public IReadOnlyList<string> Texts(string name) => Spec[name] switch
    {
        ListArgument l => [.. l.Items.OfType<TextArgument>().Select(t => t.Value)],
        TextArgument t => [t.Value],
        _ => [],
    };

    /// <summary>Those of <see cref="Op.ValueArguments"/> that name a value, in the order of the last inputs.</summary>
    public IReadOnlyList<string> GivenValues => [.. Op.ValueArguments.Where(a => Text(a).Length > 0)];

    /// <summary>Of its inputs the one that an argument names; null where it names none.</summary>
    public T? Named<T>(IReadOnlyList<T> inputs, string argument)
        where T : class => GivenValues.ToList().IndexOf(argument) is var at and >= 0 ? inputs[inputs.Count - GivenValues.Count + at] : null;

    /// <summary>How messages name the layer that gave an input: "Flatten (layer 3)".</summary>
    public string Source(int input = 0) => input < Sources.Count ? Sources[input] : "the value above";

    /// <summary>Reports a mistake at an argument, or at the whole attribute where that is empty. The message begins with the title.</summary>
    public void Report(ProblemKind kind, string message, string argument = "", params Remedy[] remedies) =>
        Report(kind, message, argument, null, remedies);

    /// <summary>Reports a mistake in the method that an argument names, at its place.</summary>
    public void Report(ProblemKind kind, string message, string argument, CodePlace? place, params Remedy[] remedies) =>
        report(Problem.Of(kind, $"{Title} {message}", EquatableArray<int>.Empty, argument, remedies) with { Place = place });

    private T Standard<T>(string name) => (T)(Op.Arguments.FirstOrDefault(a => a.Name == name)?.Default
        ?? throw new InvalidOperationException($"{Op.Name} has no argument {name} with a default."));
}
