using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of what stands at the end: scores, activation and loss that do not go together.</summary>
internal static class LossMutations
{
    private static readonly string[] OnLogits = ["SoftmaxCrossEntropy", "SigmoidCrossEntropy"];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("softmax or sigmoid twice", ["DD4004", "DD4005"], ActivationTwice) { Compiles = true },
        new("a loss on probabilities of logits", ["DD4001", "DD4002"], LogitsToProbabilities) { Compiles = true },
        new("binary cross-entropy on exclusive classes", ["DD4010", "DD4003"], BinaryOnExclusive) { Compiles = true },
        new("labels without a loss", ["DD4011"], RemoveLoss) { Compiles = true },
        new("sigmoid for exclusive classes", ["DD4001", "DD4002", "DD4003"], SigmoidForExclusive) { Compiles = true },
        new("softmax on a regression", ["DD4006"], SoftmaxOnRegression) { Compiles = true },
        new("softmax over one unit", ["DD3023"], SoftmaxOfOne) { Compiles = true },
        new("ReLU on the scores", ["DD3014"], ReLUOnScores) { Compiles = true },
        new("dropout on the scores", ["DD3017"], DropoutOnScores) { Compiles = true },
    ];

    /// <summary>The output, where it is a layer with weights and no activation: the scores.</summary>
    private static Site? Scores(Specimen model) =>
        model.OnlyLoss is not null && model.Output is { } o && o.Row.HasWeights() && o.Row.Activation() is null && !o.InBlock ? o : null;

    private static Edit With(Specimen model, Site output) => new Edit(model).Mark(output).Mark(model.OnlyLoss!);

    private static IEnumerable<(string, Edit)> ActivationTwice(Specimen model)
    {
        if (Scores(model) is { } output && OnLogits.Contains(model.LossKind))
        {
            string activation = model.LossKind == "SoftmaxCrossEntropy" ? "Softmax" : "Sigmoid";
            yield return ("as an argument", With(model, output).Set(output.Syntax, "Activation", $"Activation.{activation}"));
            yield return ("as a layer", With(model, output).After(output.Syntax, $"[|{activation}|]"));
            if (activation == "Softmax")
            {
                yield return ("its logarithm", With(model, output).After(output.Syntax, "[|LogSoftmax|]"));
            }
        }
    }

    private static IEnumerable<(string, Edit)> LogitsToProbabilities(Specimen model)
    {
        if (Scores(model) is { } output && OnLogits.Contains(model.LossKind))
        {
            string loss = model.LossKind == "SoftmaxCrossEntropy" ? "CategoricalCrossEntropy" : "BinaryCrossEntropy";
            yield return (loss, With(model, output).Set(model.OnlyLoss!, "", $"Loss.{loss}", 0));
        }
        else if (model.OnlyLoss is not null && model.Output is { InBlock: false } o && o.Row.Activation() is "Softmax" or "Sigmoid"
            && model.LossKind is "BinaryCrossEntropy" or "CategoricalCrossEntropy" && o.Row.Layer.Spec["Activation"] is not null)
        {
            yield return ("no activation", With(model, o).Drop(o.Syntax, "Activation"));
        }
    }

    private static IEnumerable<(string, Edit)> BinaryOnExclusive(Specimen model)
    {
        if (model.OnlyLoss is { } loss && model.Output is { InBlock: false } output && output.Row.Width() > 2)
        {
            if (model.LossKind == "SoftmaxCrossEntropy" && model.Settings("Labels").Any())
            {
                yield return ("of labels", With(model, output).Set(loss, "", "Loss.SigmoidCrossEntropy", 0).Mark(model.Settings("Labels")));
            }

            if (Scores(model) is not null && model.LossKind == "SoftmaxCrossEntropy")
            {
                yield return ("of logits", With(model, output).Set(output.Syntax, "Activation", "Activation.Softmax")
                    .Set(loss, "", "Loss.BinaryCrossEntropy", 0));
            }
            else if (model.LossKind == "CategoricalCrossEntropy")
            {
                yield return ("of probabilities", With(model, output).Set(loss, "", "Loss.BinaryCrossEntropy", 0));
            }
        }
    }

    /// <summary>Without labels a model may be trained by gradients from elsewhere, as a generator is.</summary>
    private static IEnumerable<(string, Edit)> RemoveLoss(Specimen model)
    {
        if (model.OnlyLoss is { } loss && model.Settings("Labels").FirstOrDefault() is { } labels)
        {
            Edit edit = new Edit(model).Remove(loss).Mark(labels).Mark(model.Train!);
            yield return ("remove", edit.Mark(model.Model.Sources.Declaration.Identifier));
        }
    }

    private static IEnumerable<(string, Edit)> SigmoidForExclusive(Specimen model)
    {
        if (Scores(model) is { } output && model.LossKind == "SoftmaxCrossEntropy" && output.Row.Width() > 2)
        {
            yield return ("sigmoid", With(model, output).Set(output.Syntax, "Activation", "Activation.Sigmoid")
                .Set(model.OnlyLoss!, "", "Loss.CategoricalCrossEntropy", 0));
        }
    }

    private static IEnumerable<(string, Edit)> SoftmaxOnRegression(Specimen model)
    {
        if (Scores(model) is { } output && output.Row.Width() > 1 && model.LossKind is "MeanSquaredError" or "Huber" or "MeanAbsoluteError")
        {
            yield return ("softmax", With(model, output).Set(output.Syntax, "Activation", "Activation.Softmax"));
        }
    }

    private static IEnumerable<(string, Edit)> SoftmaxOfOne(Specimen model)
    {
        if (model.OnlyLoss is not null && model.Output is { InBlock: false } output && output.Op is Dense && output.Row.Width() == 1)
        {
            yield return ("softmax", With(model, output).Set(output.Syntax, "Activation", "Activation.Softmax"));
        }
    }

    private static IEnumerable<(string, Edit)> ReLUOnScores(Specimen model)
    {
        if (Scores(model) is { } output && OnLogits.Contains(model.LossKind))
        {
            yield return ("as an argument", With(model, output).Set(output.Syntax, "Activation", "Activation.ReLU"));
            yield return ("as a layer", With(model, output).After(output.Syntax, "[|ReLU|]"));
        }
    }

    private static IEnumerable<(string, Edit)> DropoutOnScores(Specimen model)
    {
        if (Scores(model) is { } output && OnLogits.Contains(model.LossKind))
        {
            yield return ("dropout", With(model, output).After(output.Syntax, "[|Dropout(0.5)|]"));
        }
    }
}
