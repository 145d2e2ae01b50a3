namespace DeepDsl.Analyzers.Tests.Advising;

/// <summary>Models of few layers in which everything that rules speak of meets everything else.</summary>
internal static class SmallModels
{
    private const string Digits = "enum Digit { D0, D1, D2, D3, D4, D5, D6, D7, D8, D9 }\n";

    private static readonly string[] s_activations = ["ReLU", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "SELU", "GELU", "LeakyReLU"];

    private static readonly string[] s_others = ["Dropout(0.5)", "AlphaDropout(0.1)", "BatchNorm", "LayerNorm"];

    private static readonly string[] s_losses =
    [
        "SoftmaxCrossEntropy", "CategoricalCrossEntropy", "SigmoidCrossEntropy", "BinaryCrossEntropy", "MeanSquaredError", "Huber", "Hinge", "Focal",
        "KullbackLeibler",
    ];

    /// <summary>Two layers of any kind between two with weights, the first one fused too.</summary>
    public static IEnumerable<string> Hidden() =>
        from first in s_activations.SelectMany(a => new[] { $"Dense(16), {a}", $"Dense(16, Activation = Activation.{a})" })
            .Concat(s_others.Select(o => $"Dense(16), {o}")).Append("Dense(16)")
        from second in s_activations.Concat(s_others)
        select Model($"{first}, {second}, Dense(10), Loss(Loss.SoftmaxCrossEntropy)");

    /// <summary>Every loss on every output that stands for ten classes, or for one answer.</summary>
    public static IEnumerable<string> Outputs() =>
        from loss in s_losses
        from units in new[] { 1, 2, 10 }
        from output in s_activations.SelectMany(a => new[] { $"Dense({units}), {a}", $"Dense({units}, Activation = Activation.{a})" }).Prepend($"Dense({units})")
        select Model($"Dense(16, Activation = Activation.ReLU), {output}, Loss(Loss.{loss})");

    /// <summary>The same of ten units, where a sample is one of ten.</summary>
    public static IEnumerable<string> Labelled() => Outputs().Where(m => m.Contains("Dense(10", StringComparison.Ordinal))
        .Select(m => m.Replace(")]\n", "), Labels(typeof(Digit))]\n", StringComparison.Ordinal) + Digits);

    private static string Model(string layers) => $"using DeepDsl;\n[Model, Input(16), {layers}]\npartial class Net;\n";
}
