using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Optimizers;

namespace DeepDsl.Compiler.Spec;

/// <summary>[Train], with what holds where it says nothing: the same as in the runtime.</summary>
/// <param name="Setting">Its place among the model's settings; -1 where the model has no [Train].</param>
/// <param name="Attribute">All that it says.</param>
public sealed record TrainSpec(int Setting, AttributeSpec Attribute)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Train";

    public const string OptimizerName = "Optimizer";

    public const string LearningRateName = "LearningRate";

    public const string BatchSizeName = "BatchSize";

    public const string WeightDecayName = "WeightDecay";

    public const string PrecisionName = "Precision";

    /// <summary>The member of the runtime's enum that asks for nothing.</summary>
    public const string StandardPrecision = "Float32";

    private static readonly string[] OptionNames =
        ["ClipNorm", "ClipValue", "ClipNormPerParameter", "GradientNoise", "GradientNoiseDecay", WeightDecayName, .. OptimizerSetting.All.Select(s => s.Name)];

    /// <summary>The numbers of the attribute, by name.</summary>
    public static IEnumerable<string> Numbers => [LearningRateName, BatchSizeName, .. OptionNames];

    /// <summary>What a number of the attribute must be; null for one that it may be.</summary>
    public static string? Demand(string name, double value) => name == BatchSizeName ? (value >= 1 ? null : "at least 1")
        : Fractions.Contains(name) ? (value is >= 0 and < 1 ? null : "from 0 to below 1")
        : value >= 0 && !double.IsInfinity(value) ? null : "finite and at least 0";

    private static readonly string[] Fractions =
        [OptimizerSetting.Momentum.Name, OptimizerSetting.Beta1.Name, OptimizerSetting.Beta2.Name, OptimizerSetting.Rho.Name];

    /// <summary>That of a model without [Train].</summary>
    public static TrainSpec Standard { get; } = new(-1, new AttributeSpec(AttributeName, EquatableArray<ArgumentSpec>.Empty));

    public bool IsDeclared => Setting >= 0;

    /// <summary>The member of the runtime's enum.</summary>
    public string Optimizer => Attribute[OptimizerName] is EnumArgument e ? e.Name : "Adam";

    /// <summary>The member of the runtime's enum.</summary>
    public string Precision => Attribute[PrecisionName] is EnumArgument e ? e.Name : StandardPrecision;

    /// <summary>How products round what they read; null where they read floats as they are.</summary>
    public UnaryOp? ProductRounding => Precision switch
    {
        "TensorFloat32" => UnaryOp.RoundTensorFloat32,
        "BFloat16" => UnaryOp.RoundBFloat16,
        _ => null,
    };

    /// <summary>Null for an optimizer that is not known.</summary>
    public OptimizerRule? Rule => OptimizerTable.Find(Optimizer);

    public double LearningRate => Given(LearningRateName) ?? 1e-3;

    public int BatchSize => (int)(Given(BatchSizeName) ?? 32);

    public double WeightDecay => Given(WeightDecayName) ?? Rule?.WeightDecay ?? 0;

    /// <summary>Share of the last step in the next, for the optimizers that have such a thing.</summary>
    public double Momentum =>
        Given(OptimizerSetting.Momentum.Name) ?? Rule?.Default(OptimizerSetting.Momentum) ?? OptimizerSetting.Momentum.Default;

    /// <summary>The numbers that it gives, in the order of the source.</summary>
    public IEnumerable<string> GivenNumbers => Attribute.Arguments.Where(a => a.Value is NumberArgument).Select(a => a.Name);

    /// <summary>What it gives besides optimizer, rate and batch; the optimizer has a value of its own for each of the others.</summary>
    public IEnumerable<(string Name, double Value)> Options =>
        OptionNames.Where(n => Given(n) is not null).Select(n => (n, Given(n)!.Value));

    /// <summary>A number that it gives.</summary>
    public double? Given(string name) => Attribute.Number(name);
}
