namespace DeepDsl.Compiler.Spec;

/// <summary>An argument by the name of its property: the constructor's "units" is "Units" here.</summary>
public sealed record ArgumentSpec(string Name, Argument Value)
{
    public override string ToString() => $"{Name} = {Value}";
}

/// <summary>One attribute: a layer, a merge, the use of a block, or a training fact such as Loss. Kind is its name without "Attribute".</summary>
public sealed record AttributeSpec(string Kind, EquatableArray<ArgumentSpec> Arguments)
{
    public Argument? this[string name] => Arguments.FirstOrDefault(a => a.Name == name)?.Value;

    /// <summary>Null where it gives no number.</summary>
    public double? Number(string name) => this[name] is NumberArgument n ? n.Value : null;

    /// <summary>Empty where it gives no text.</summary>
    public string Text(string name) => this[name] is TextArgument t ? t.Value : "";

    /// <summary>The texts of a list, or the one text.</summary>
    public IEnumerable<string> Texts(string name) => this[name] switch
    {
        ListArgument list => list.Items.OfType<TextArgument>().Select(t => t.Value),
        TextArgument text => [text.Value],
        _ => [],
    };

    public override string ToString() => Arguments.Count == 0 ? Kind : $"{Kind}({string.Join(", ", Arguments)})";
}

/// <summary>
/// A parameter of a block with its default; FromInputChannels takes its value from what the block is put on. Type is C#'s name of it:
/// int, double, bool, string or, for an enum, global::DeepDsl.Padding. A text names a value beside the use.
/// </summary>
public sealed record BlockParameterSpec(string Name, string Type, Argument Default, bool FromInputChannels);

/// <summary>A reusable stack. Name is the attribute's name without suffix.</summary>
public sealed record BlockSpec(
    string Name, EquatableArray<BlockParameterSpec> Parameters, EquatableArray<AttributeSpec> Layers, EquatableArray<FunctionSpec> Functions)
{
    /// <summary>Among the layers of a cell, what says that it carries a value.</summary>
    public const string StateKind = "State";

    /// <summary>Among the layers of a cell, what says what a state becomes.</summary>
    public const string NextKind = "Next";

    /// <summary>The name of what a step of a cell reads of its input.</summary>
    public const string CellInput = "x";

    /// <summary>The argument that names what states start from, of recurrent layers, of what remembers, and of uses of cells and blocks.</summary>
    public const string InitialStateArgument = "InitialState";

    /// <summary>The argument that names what states are after the last step.</summary>
    public const string FinalStateArgument = "FinalState";

    /// <summary>Whether it is a cell, the step of a recurrent layer.</summary>
    public bool IsCell { get; init; }

    /// <summary>How messages begin.</summary>
    public string Title => $"{(IsCell ? "Cell" : "Block")} {Name}";
}

/// <summary>
/// All that one annotated class says. Strings, numbers and equatable lists alone: no symbol, no syntax, no location, so that equal
/// declarations are equal values and nothing reruns.
/// </summary>
public sealed record ModelSpec
{
    public string Namespace { get; init; } = "";

    /// <summary>The types around the class, outermost first.</summary>
    public EquatableArray<ContainerSpec> Containers { get; init; }

    public required string Name { get; init; }

    public DeclaredType Type => new(Namespace, Containers, Name);

    /// <summary>public, internal, ...</summary>
    public string Accessibility { get; init; } = "public";

    /// <summary>Layers, inputs, outputs and merges, in source order.</summary>
    public EquatableArray<AttributeSpec> Layers { get; init; }

    /// <summary>Extends, Loss, Train, Labels, Budget, Exportable, Extent, Tune.</summary>
    public EquatableArray<AttributeSpec> Settings { get; init; }

    /// <summary>The losses, in source order.</summary>
    public IEnumerable<LossSpec> Losses => SettingsOf(LossSpec.AttributeName).Select(i => new LossSpec(i, Settings[i]));

    /// <summary>That of the runtime where the model has none.</summary>
    public TrainSpec Train =>
        SettingsOf(TrainSpec.AttributeName).Select(i => new TrainSpec(i, Settings[i])).FirstOrDefault() ?? TrainSpec.Standard;

    public LabelsSpec? Labels => SettingsOf(LabelsSpec.AttributeName).Select(i => LabelsSpec.Read(i, Settings[i])).FirstOrDefault();

    public BudgetSpec? Budget => SettingsOf(BudgetSpec.AttributeName).Select(i => BudgetSpec.Read(i, Settings[i])).FirstOrDefault();

    public ExportableSpec? Exportable =>
        SettingsOf(ExportableSpec.AttributeName).Select(i => ExportableSpec.Read(i, Settings[i])).FirstOrDefault();

    /// <summary>Which of the layers are another model's; null where all are its own.</summary>
    public ExtendsSpec? Extends => SettingsOf(ExtendsSpec.AttributeName).Select(i => ExtendsSpec.Read(i, Settings[i])).FirstOrDefault();

    /// <summary>What a search may vary, constants last.</summary>
    public IEnumerable<TuneSpec> Tuned => SettingsOf(TuneSpec.AttributeName).Select(i => new TuneSpec(i, Settings[i]));

    /// <summary>The model at each combination of the values of its tuned constants; none where it has no such constants.</summary>
    public EquatableArray<VariantSpec> Variants { get; init; }

    /// <summary>The bounds of dimensions that are set at run time, in source order.</summary>
    public IEnumerable<ExtentSpec> Extents => SettingsOf(ExtentSpec.AttributeName).Select(i => ExtentSpec.Read(i, Settings[i]));

    /// <summary>Whether it is one of the variants of a model, so that the declaration on the class is not its own.</summary>
    public bool IsVariant { get; init; }

    /// <summary>The type whose features are the inputs; null for a model of inputs with shapes.</summary>
    public RecordInput? Record { get; init; }

    /// <summary>The blocks that are used, directly or by another block.</summary>
    public EquatableArray<BlockSpec> Blocks { get; init; }

    public EquatableArray<FunctionSpec> Functions { get; init; }

    /// <summary>Members the user declared, which no generated member may repeat.</summary>
    public EquatableArray<MemberSpec> Members { get; init; }

    /// <summary>Names that its attributes read, as Config in Config.Units: generated members must not hide them.</summary>
    public EquatableArray<string> Mentions { get; init; }

    /// <summary>Whether the class has instances only of what derives from it.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Whether a part can be added to the class, if only one whose members throw.</summary>
    public bool CanExtend { get; init; } = true;

    /// <summary>Whether the compilation references DeepDsl.Gpu.</summary>
    public bool Gpu { get; init; }

    /// <summary>Whether the program after each pass is to be written beside the generated files.</summary>
    public bool Dump { get; init; }

    /// <summary>Whether its extents stand for constants of the declaration (<see cref="AtAnyLength"/>).</summary>
    public bool ExtentsStandForConstants { get; init; }

    /// <summary>What the parser found wrong; nothing is compiled then.</summary>
    public EquatableArray<Problem> Problems { get; init; }

    /// <summary>The same with constants in place of dimensions that are set at run time, each the largest that it may be.</summary>
    public ModelSpec AtLargest()
    {
        Dictionary<string, double> largest = Extents.Where(e => e.Max is not null).GroupBy(e => e.Symbol).ToDictionary(g => g.Key, g => g.First().Max!.Value);
        Argument Constant(Argument argument) => argument is ListArgument list ? new ListArgument(list.Items.Select(Constant).ToArray())
            : ExtentSpec.Dimension(argument) is { } symbol && largest.TryGetValue(symbol, out double max) ? new NumberArgument(max) : argument;
        return this with
        {
            Layers = Layers.Select(l => l.Kind != "Input" ? l
                : l with { Arguments = l.Arguments.Select(a => a with { Value = Constant(a.Value) }).ToArray() }).ToArray(),
            Settings = Settings.Select(s => s.Kind == ExtentSpec.AttributeName ? new AttributeSpec("", EquatableArray<ArgumentSpec>.Empty) : s).ToArray(),
        };
    }

    /// <summary>
    /// The same with Dim.T, of 1 to so many, as the only dimension of one input, of which no step is padding: a text that goes on has none.
    /// </summary>
    /// <param name="text">The number of that input.</param>
    /// <param name="most">The largest that Dim.T may be.</param>
    public ModelSpec AtAnyLength(int text, int most)
    {
        EnumArgument steps = new(ExtentSpec.DimensionType, "T");
        AttributeSpec extent = new(ExtentSpec.AttributeName, new[]
        {
            new ArgumentSpec(nameof(ExtentSpec.Symbol), steps),
            new(nameof(ExtentSpec.Min), new NumberArgument(1)),
            new(nameof(ExtentSpec.Max), new NumberArgument(most)),
        });
        ListArgument shape = new(new Argument[] { steps });
        int layer = Enumerable.Range(0, Layers.Count).Where(i => Layers[i].Kind == "Input").ElementAt(text);
        return this with
        {
            ExtentsStandForConstants = !Extents.Any(),
            Layers = Layers.Select((l, i) => i != layer ? l : l with
            {
                Arguments = l.Arguments.Where(a => a.Name != "PaddingToken").Select(a => a.Name == "Shape" ? a with { Value = shape } : a).ToArray(),
            }).ToArray(),
            Settings = Settings.Where(s => s.Kind != ExtentSpec.AttributeName || ExtentSpec.Dimension(s[nameof(ExtentSpec.Symbol)]) != "T").Append(extent).ToArray(),
        };
    }

    /// <summary>One of its variants as a model of its own.</summary>
    public ModelSpec At(VariantSpec variant) => this with
    {
        Name = $"{Name}_{variant.Suffix}",
        Layers = variant.Layers,
        Settings = variant.Settings,
        Functions = variant.Functions,
        Variants = EquatableArray<VariantSpec>.Empty,
        IsVariant = true,
    };

    /// <summary>With the largest batch that a search may take, by which memory is judged.</summary>
    public ModelSpec AtLargestBatch()
    {
        TrainSpec train = Train;
        double? most = Tuned.Where(t => t.Name == TrainSpec.BatchSizeName).Select(t => t.High).Max();
        return !(most > train.BatchSize) ? this : this with
        {
            Settings = Settings.Select((s, i) => i != train.Setting ? s : s with
            {
                Arguments = s.Arguments.Where(a => a.Name != TrainSpec.BatchSizeName)
                    .Append(new ArgumentSpec(TrainSpec.BatchSizeName, new NumberArgument(most.Value))).ToArray(),
            }).ToArray(),
        };
    }

    private IEnumerable<int> SettingsOf(string kind) => Enumerable.Range(0, Settings.Count).Where(i => Settings[i].Kind == kind);
}
