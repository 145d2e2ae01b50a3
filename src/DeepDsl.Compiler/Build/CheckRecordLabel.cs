using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Checks that the loss of a model of records takes their label: a class or a number, one a sample. How many members an enum has is asked by
/// <see cref="CheckLabels"/>.
/// </summary>
public static class CheckRecordLabel
{
    public static IEnumerable<Problem> Run(ModelSpec spec, ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        LossUse[] targets = [.. losses.Where(l => l.Function.TakesTargets)];
        return spec.Record is { Label: { } label, Name: var record } && targets.Length == 1 && targets[0] is var loss
            && !model.IsGuessed(loss.Output)
            && Message(loss, label, $"the label of {record} is {label.Name}") is { } message
            ? [new Problem(ProblemKind.LossShape, $"{loss.Title} {message}", new[] { loss.Spec.Setting }, LossSpec.KindName, Setting: true)]
            : [];
    }

    private static string? Message(LossUse loss, FeatureSpec label, string subject)
    {
        int classes = label.Categories.Count;
        if (classes == 0)
        {
            return loss.Function.Question == LossQuestion.Class
                ? $"tells {Counted.Of(loss.Classes, "class")} apart, but {subject}, a number; use Loss.{nameof(MeanSquaredError)} behind one "
                    + $"unit, or make {label.Name} an enum."
                : loss.TakesFloats && loss.OutputShape.Size.IsOne ? null
                : $"wants {loss.OutputShape.Size} numbers a sample for output {loss.OutputShape}, but {subject}, one number; give the last "
                    + "layer one unit.";
        }

        string kind = $"one of {Counted.Of(classes, "class")}";
        return loss.LabelShape is not { } shape
                ? $"is for numbers, but {subject}, {kind}; use Loss.{nameof(SoftmaxCrossEntropy)} behind a unit for each."
            : !shape.Size.IsOne
                ? $"wants {shape.Size} labels a sample for output {loss.OutputShape}, but {subject}, {kind} for the whole; give the sample "
                    + "one answer."
            : label.Value != MemberValue.Enum && loss.Classes != classes
                ? $"tells {Counted.Of(loss.Classes, "class")} apart, but {subject}, {kind}; give the last layer one unit per class."
            : null;
    }
}
