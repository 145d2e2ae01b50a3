using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>Ring 1 for losses: each with its options, on floats and on labels, under unequal sample weights.</summary>
public sealed class LossGradientTests
{
    private const string ThreeWeights = "ClassWeights = [0.5, 2, 1]";

    /// <summary>Options with each of which a loss is checked, and the range its predictions are drawn from.</summary>
    private static readonly Dictionary<string, (string[] Options, double Low, double High)> Cases = new()
    {
        ["MeanSquaredError"] = ([""], -2, 2),
        ["MeanAbsoluteError"] = ([""], -2, 2),
        ["Huber"] = (["", "Delta = 0.3"], -2, 2),
        ["LogCosh"] = ([""], -2, 2),
        ["SoftmaxCrossEntropy"] = (["", "LabelSmoothing = 0.2", ThreeWeights, "LabelSmoothing = 0.2, " + ThreeWeights, "IgnoreIndex = 1, " + ThreeWeights], -3, 3),
        ["CategoricalCrossEntropy"] = (["", "LabelSmoothing = 0.2", ThreeWeights], 0.05, 0.95),
        ["KullbackLeibler"] = ([""], -3, 3),
        ["SigmoidCrossEntropy"] = (["", "LabelSmoothing = 0.2", ThreeWeights], -3, 3),
        ["BinaryCrossEntropy"] = (["", "LabelSmoothing = 0.2", ThreeWeights], 0.05, 0.95),
        ["Focal"] = (["", "Gamma = 0", "Gamma = 0.5, Alpha = -1", "Gamma = 3.5, " + ThreeWeights], -3, 3),
        ["Hinge"] = ([""], -3, 3),
        ["Poisson"] = ([""], -2, 2),
        ["Quantile"] = (["", "Share = 0.9"], -2, 2),
        ["CosineDistance"] = ([""], -2, 2),
        ["BoxIoU"] = ([""], -2, 2),
        ["BoxGIoU"] = ([""], -2, 2),
        ["Triplet"] = (["", "Margin = 3"], -2, 2),
        ["InfoNCE"] = (["", "Temperature = 0.5"], -2, 2),
        ["Dice"] = (["", "Smooth = 0.1"], -3, 3),
        ["Tversky"] = (["", "FalsePositives = 0.9, FalseNegatives = 0.2"], -3, 3),
        ["CTC"] = (["MaxLabels = 1", "MaxLabels = 3", "MaxLabels = 3, Blank = 2, IgnoreIndex = 1", "ZeroInfinity = true"], -3, 3),
    };

    public static IEnumerable<object[]> Arguments()
    {
        foreach ((string name, (string[] options, double low, double high)) in Cases)
        {
            foreach (string option in options)
            {
                yield return [$"Kind = Loss.{name}" + (option.Length > 0 ? ", " + option : ""), low, high];
            }
        }

        yield return ["Kind = Loss.KullbackLeibler, FromLogits = false", 0.05, 0.95];
        yield return ["Kind = Loss.Focal, FromLogits = false", 0.05, 0.95];
        yield return ["Function = \"Asymmetric\"", -2.0, 2.0];
    }

    /// <summary>Shapes of the output with the batch, where not every one will do.</summary>
    private static readonly Dictionary<string, int[][]> Shapes = new()
    {
        ["BoxIoU"] = Boxes, ["BoxGIoU"] = Boxes, ["Triplet"] = [[2, 3, 4], [2, 3, 2, 5]], ["InfoNCE"] = [[2, 2, 3, 4], [1, 2, 2, 1]],
        ["CTC"] = [[3, 7, 4], [2, 6, 3]],
    };

    private static int[][] Boxes => [[3, 4], [2, 3, 4]];

    [Fact]
    public void Every_loss_has_a_case()
    {
        string[] missing = [.. LossTable.All.Select(l => l.Name).Where(n => !Cases.ContainsKey(n))];
        Assert.True(missing.Length == 0, $"Add cases to {nameof(LossGradientTests)} for {string.Join(", ", missing)}.");
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Gradient_equals_central_differences(string arguments, double low, double high)
    {
        string kind = arguments.Split("Loss.")[^1].Split(',')[0];
        foreach (int[] shape in Shapes.TryGetValue(kind, out int[][]? shapes) ? shapes : [[2, 3], [3, 2, 2, 3]])
        {
            LossUse use = OneLossModel.Losses(OneLossModel.Model(shape[1..]), arguments)[0];
            foreach (bool labels in new[] { false, true }.Where(l => l ? use.LabelShape is not null : use.TakesFloats))
            {
                ModelLoss(arguments, shape, labels, low, high);
            }
        }
    }

    private static void ModelLoss(string arguments, int[] shape, bool labels, double low, double high)
    {
        LossGraph graph = OneLossModel.Build(arguments, shape, labels);
        LeafValues values = new(shape[0], seed: 3) { Low = low, High = high, IntLimit = shape[^1] };
        double[] weights = values.Of(graph.SampleWeights).Values;
        double[] target = graph.Targets[0] is { } node ? values.Of(node).Values : [];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = 0.5 + i;
        }

        for (int i = 0; i < target.Length && !labels; i++)
        {
            target[i] = 0.1 + (0.8 * i / target.Length); // what every loss takes, and no kink of any
        }

        GradientCheck.Run(graph.Loss, [graph.Outputs[0]], values);
    }
}
