namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>What ends a network, with a loss that fits it, and how it is trained.</summary>
internal sealed class Head(Draw draw)
{
    private static readonly string[] s_regressions = ["MeanSquaredError", "Huber", "MeanAbsoluteError"];

    /// <summary>Attributes behind features of one vector a sample.</summary>
    public IEnumerable<string> OfVector()
    {
        if (draw.Chance(0.12))
        {
            return Two();
        }

        int classes = draw.Of(3, 5, 10, 20);
        return draw.Between(0, 5) switch
        {
            0 => [$"Dense({classes}, Activation = Activation.Softmax)", "Loss(Loss.CategoricalCrossEntropy)"],
            1 => ["Dense(1)", "Loss(Loss.SigmoidCrossEntropy)"],
            2 => [$"Dense({classes})", "Loss(Loss.SigmoidCrossEntropy)"],
            3 => [$"Dense({draw.Of(1, 1, 3)})", $"Loss(Loss.{draw.Of(s_regressions)})"],
            _ => [$"Dense({classes})", $"Loss(Loss.SoftmaxCrossEntropy{(draw.Chance(0.2) ? ", LabelSmoothing = 0.1" : "")})"],
        };
    }

    /// <summary>A setting of training with a rate that its optimizer takes.</summary>
    public string Train(bool recurrent = false)
    {
        string clip = recurrent ? $", ClipNorm = {draw.Of(1, 5)}" : "";
        string optimizer = draw.Between(0, 5) switch
        {
            0 => $"Optimizer.AdamW, LearningRate = {draw.Of("3e-4", "1e-3")}, WeightDecay = {draw.Of("0.01", "0.05")}",
            1 => $"Optimizer.Momentum, LearningRate = {draw.Of("0.01", "0.02", "0.05")}, Momentum = 0.9{draw.Of("", ", WeightDecay = 1e-4")}",
            2 => $"Optimizer.SGD, LearningRate = {draw.Of("0.02", "0.05")}",
            3 => $"Optimizer.RMSprop, LearningRate = {draw.Of("5e-4", "1e-3")}",
            _ => $"Optimizer.Adam, LearningRate = {draw.Of("3e-4", "1e-3", "2e-3")}",
        };
        return $"Train(Optimizer = {optimizer}, BatchSize = {draw.Of(16, 32, 64, 128, 256)}{clip})";
    }

    private string[] Two() =>
    [
        "Identity(Name = \"features\")", "Dense(6, Name = \"kind\")", "Dense(1, From = \"features\", Name = \"size\")",
        "Output(\"kind\")", "Output(\"size\")", "Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\")",
        $"Loss(Loss.{draw.Of(s_regressions)}, Output = \"size\", Weight = {draw.Of("0.1", "0.5", "2")})",
    ];
}
