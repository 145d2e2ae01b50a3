using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Losses;

/// <summary>A loss, and what is known of the values that it reads.</summary>
internal sealed class LossReading(ModelUnderAnalysis model, ModelLoss loss, FormedValue value)
{
    public ModelUnderAnalysis Model { get; } = model;

    public ModelLoss Loss { get; } = loss;

    public ValueForm Form { get; } = value.Form;

    /// <summary>The layer that gives the values their form; null where several do, or none that is known.</summary>
    public LayerRow? Giver { get; } = value.Giver;

    public string Name => Loss.Use.Function.Name;

    public string Title => Loss.Use.Title;

    /// <summary>How messages name what it reads.</summary>
    public string Source => (Giver ?? Loss.Row)?.Layer.Title ?? $"output \"{Model.Graph.Outputs[Loss.Use.Output].Name}\"";

    /// <summary>The same, where the activation is what it is about: "ReLU (layer 2)", "the ReLU of Dense(1, ..) (layer 1)".</summary>
    public string Activated => Giver!.IsActivation() ? Source : $"the {Giver!.Activation()} of {Source}";

    /// <summary>Values along the last dimension: classes, or answers.</summary>
    public int Units => Loss.Use.OutputShape.Rank == 0 ? 1 : Loss.Use.OutputShape.Channels.Value;

    /// <summary>False where their number follows from a guess.</summary>
    public bool KnowsUnits => Loss.Row is not { HasGuessedChannels: true };

    /// <summary>Whether more than the number of units is known of its shape.</summary>
    public bool IsKnown => Loss.Row is not { IsGuessed: true };

    /// <summary>Softmax of one unit is 1 whatever it reads, which is a mistake of its own.</summary>
    public bool IsConstant => Form == ValueForm.Distribution && Units == 1;

    /// <summary>One distribution along the last dimension.</summary>
    public bool IsOfClasses => Loss.Use.Function.Question == LossQuestion.Class;

    public bool TakesLogits => Loss.Use.Reads == LossReads.Logits;

    public bool TakesProbabilities => Loss.Use.Reads == LossReads.Probabilities;

    public bool IsRegression => Loss.Use.Function.Question == LossQuestion.Number;

    /// <summary>
    /// The enum of [Labels] whose members are the classes that this loss reads, and no other loss: a sample is one of them. Null where nothing
    /// says so. Of two, both answers are one question asked twice.
    /// </summary>
    public string? ExclusiveClasses => Model.Spec.Labels is { Name: var name, Members.Count: var count } && count == Units && count > 2
        && !Model.Losses.Any(l => l.Setting != Loss.Setting && l.Use.Function is CategoricalLoss && l.Use.Classes == count) ? name : null;

    public void Report(DiagnosticDescriptor rule, string fact, IReadOnlyList<NextStep> steps, string argument = LossSpec.KindName) =>
        Model.ReportSetting(rule, Loss.Setting, fact, argument, steps);

    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
