namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Every loss, one line each.</summary>
public static class LossTable
{
    public static IReadOnlyList<LossFunction> All { get; } =
    [
        // Of numbers
        new MeanSquaredError(),
        new MeanAbsoluteError(),
        new Huber(),
        new LogCosh(),
        new Poisson(),
        new Quantile(),
        new CosineDistance(),
        new BoxIoU(),
        new BoxGIoU(),

        // Of parts of the output
        new Triplet(),
        new InfoNCE(),

        // Of exclusive classes
        new SoftmaxCrossEntropy(),
        new CategoricalCrossEntropy(),
        new KullbackLeibler(),
        new CTC(),

        // Of yes and no
        new SigmoidCrossEntropy(),
        new BinaryCrossEntropy(),
        new Focal(),
        new Hinge(),
        new Dice(),
        new Tversky(),
    ];

    public static LossFunction? Find(string name) => All.FirstOrDefault(l => l.Name == name);
}
