using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Training;

/// <summary>The [Train] of a model, with the defaults of the attribute and of its optimizer.</summary>
internal sealed class TrainSettings
{
    private static readonly string[] Fractions = ["Momentum", "Beta1", "Beta2", "Rho"];

    private readonly ModelUnderAnalysis _model;
    private readonly AttributeSpec _spec;

    private TrainSettings(ModelUnderAnalysis model, int setting)
    {
        _model = model;
        Setting = setting;
        _spec = model.Spec.Settings[setting];
        Optimizer = _spec["Optimizer"] is EnumArgument e ? e.Name : "Adam";
    }

    public int Setting { get; }

    public string Optimizer { get; }

    public OptimizerFacts? Facts => OptimizerFacts.Of(Optimizer);

    public double Rate => Given("LearningRate") ?? 1e-3;

    public int Batch => (int)(Given("BatchSize") ?? 32);

    /// <summary>Share of the last step in the next, where the optimizer has such a thing.</summary>
    public double Inertia => Optimizer is "Momentum" or "Nesterov" && Demand("Momentum") is null ? Given("Momentum") ?? 0.9 : 0;

    /// <summary>The largest usual rate for this model.</summary>
    public double MostRate => UsualRate.Most(_model, this, Optimizer);

    public double WeightDecay => Given("WeightDecay") ?? (Optimizer == "AdamW" ? 0.01 : 0);

    /// <summary>Whether gradients are bounded.</summary>
    public bool Clips => Given("ClipNorm") > 0 || Given("ClipNormPerParameter") > 0 || Given("ClipValue") > 0;

    public AttributeSyntax Editable => _model.EditableSetting(Setting);

    public IEnumerable<string> GivenNumbers => _spec.Arguments.Where(a => a.Value is NumberArgument).Select(a => a.Name);

    public bool RateIsUsual => Facts is { } facts && Rate >= facts.Least && Rate <= MostRate;

    /// <summary>Null where the model has no [Train].</summary>
    public static TrainSettings? Of(ModelUnderAnalysis model)
    {
        foreach (int setting in model.Settings("Train"))
        {
            return new TrainSettings(model, setting);
        }

        return null;
    }

    public double? Given(string name) => _spec[name] is NumberArgument n ? n.Value : null;

    /// <summary>What the runtime takes; null for a number that it does.</summary>
    public string? Demand(string name)
    {
        if (Given(name) is not { } value)
        {
            return null;
        }

        return name == "BatchSize" ? (value >= 1 ? null : "at least 1")
            : Fractions.Contains(name) ? (value is >= 0 and < 1 ? null : "from 0 to below 1")
            : value >= 0 && !double.IsInfinity(value) ? null : "finite and at least 0";
    }

    public void Report(DiagnosticDescriptor rule, string message, string argument, Repair? repair) =>
        _model.ReportSetting(rule, Setting, message, argument, repair?.ToString() ?? "");

    /// <summary>As messages and fixes print numbers; C# reads it too.</summary>
    public static string Number(double value) => value.ToString(
        value != 0 && Math.Abs(value) < 1e-3 ? "0.###e-0" : "0.####", CultureInfo.InvariantCulture);
}
