namespace DeepDsl.Compiler.Spec;

/// <summary>A [Loss] as the declaration writes it; what it computes, and on which output, is for the build to find out.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
/// <param name="Attribute">All that it says: each kind of loss has arguments of its own.</param>
public sealed record LossSpec(int Setting, AttributeSpec Attribute)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Loss";

    public const string KindName = "Kind";

    public const string FunctionName = "Function";

    public const string OutputName = "Output";

    public const string WeightName = "Weight";

    public const string IgnoreIndexName = "IgnoreIndex";

    public const string SamplesName = "Samples";

    private const string OwnFunction = "Custom";

    /// <summary>The arguments that all losses take.</summary>
    public static IReadOnlyList<string> Common { get; } = [KindName, FunctionName, OutputName, WeightName];

    /// <summary>The member of the runtime's enum Loss.</summary>
    public string Kind => Attribute[KindName] is EnumArgument e ? e.Name : OwnFunction;

    /// <summary>The function of the model's own; empty for none.</summary>
    public string Function => Attribute.Text(FunctionName);

    /// <summary>The output it reads; empty for the only one.</summary>
    public string Output => Attribute.Text(OutputName);

    /// <summary>The label of positions that count nothing; null for none.</summary>
    public int? IgnoreIndex => Attribute.Number(IgnoreIndexName) is { } index and not int.MinValue ? (int)index : null;

    /// <summary>Whether training computes some classes in place of all, for which it must know the labels before.</summary>
    public bool DrawsClasses => Attribute.Number(SamplesName) is > 0;

    /// <summary>Its share in the trained sum.</summary>
    public double Weight => Attribute.Number(WeightName) ?? 1;
}
