using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Training;

/// <summary>The [Train] of a model, with the defaults of the attribute and of its optimizer.</summary>
internal sealed class TrainSettings
{
    private readonly ModelUnderAnalysis _model;
    private readonly TrainSpec _spec;

    private TrainSettings(ModelUnderAnalysis model)
    {
        _model = model;
        _spec = model.Spec.Train;
    }

    public int Setting => _spec.Setting;

    public string Optimizer => _spec.Optimizer;

    /// <summary>Null for an optimizer that is not known.</summary>
    public OptimizerRule? Facts => _spec.Rule;

    public double Rate => _spec.LearningRate;

    public int Batch => _spec.BatchSize;

    /// <summary>Share of the last step in the next, where the optimizer has such a thing.</summary>
    public double Inertia =>
        Facts is { } facts && facts.Reads(OptimizerSetting.Momentum) && Demand("Momentum") is null ? _spec.Momentum : 0;

    /// <summary>The largest usual rate for this model.</summary>
    public double MostRate => UsualRate.Most(_model, this, Optimizer);

    public double WeightDecay => _spec.WeightDecay;

    /// <summary>Whether gradients are bounded.</summary>
    public bool Clips => Given("ClipNorm") > 0 || Given("ClipNormPerParameter") > 0 || Given("ClipValue") > 0;

    public IEnumerable<string> GivenNumbers => _spec.GivenNumbers;

    public bool RateIsUsual => Facts is { } facts && Rate >= facts.Usual.LeastRate && Rate <= MostRate;

    /// <summary>Null where the model has no [Train].</summary>
    public static TrainSettings? Of(ModelUnderAnalysis model) => model.Spec.Train.IsDeclared ? new TrainSettings(model) : null;

    public double? Given(string name) => _spec.Given(name);

    /// <summary>What the runtime takes; null for a number that it does.</summary>
    public string? Demand(string name) => Given(name) is { } value ? TrainSpec.Demand(name, value) : null;

    public void Report(DiagnosticDescriptor rule, string fact, string argument, params NextStep[] steps) =>
        _model.ReportSetting(rule, Setting, fact, argument, steps);

    /// <summary>Another number.</summary>
    public NextStep With(string name, string value) => new($"set {name} = {value}", draft => draft.SetSetting(Setting, name, value));

    public NextStep Without(string name) => new($"remove {name}", draft => draft.DropSetting(Setting, name));

    /// <summary>As messages and fixes print numbers; C# reads it too.</summary>
    public static string Number(double value) => value.ToString(
        value != 0 && Math.Abs(value) < 1e-3 ? "0.###e-0" : "0.####", CultureInfo.InvariantCulture);
}
