namespace DeepDsl.Analyzers.Training;

/// <summary>What is usual with an optimizer, and what it reads.</summary>
/// <param name="Least">Below this learning rate nothing moves within any training time; fine-tuning takes rates down to here.</param>
/// <param name="Most">Above this learning rate published recipes are hard to find.</param>
/// <param name="Start">The learning rate to start from.</param>
/// <param name="Decay">The weight decay that is usual.</param>
/// <param name="Reads">Its settings besides those that all optimizers take.</param>
internal sealed record OptimizerFacts(double Least, double Most, double Start, double Decay, IReadOnlyList<string> Reads)
{
    /// <summary>Batches above this allow a rate that grows with them (Goyal et al., 2017).</summary>
    private const int UsualBatch = 256;

    /// <summary>From here on epsilon dampens the division, and rates may be as high as SGD's.</summary>
    private const double LargeEpsilon = 1e-3;

    private const double Dampened = 20;

    private static readonly string[] OfMomentum = ["Momentum"];
    private static readonly string[] OfAdam = ["Beta1", "Beta2", "Epsilon"];
    private static readonly string[] OfMeanSquare = ["Rho", "Epsilon"];

    private static readonly Dictionary<string, OptimizerFacts> ByName = new()
    {
        ["SGD"] = new(1e-7, 10, 0.01, 1e-4, []), // squared errors of small networks are trained with rates of 1 and more
        ["Momentum"] = new(1e-7, 1, 0.01, 1e-4, OfMomentum),
        ["Nesterov"] = new(1e-7, 1, 0.01, 1e-4, OfMomentum),
        ["Adagrad"] = new(1e-6, 1, 0.01, 1e-4, ["Epsilon"]),
        ["Adadelta"] = new(0.01, 10, 1, 1e-4, OfMeanSquare),
        ["RMSprop"] = new(1e-8, 0.05, 1e-3, 1e-4, OfMeanSquare),
        ["Adam"] = new(1e-8, 0.05, 1e-3, 1e-4, OfAdam),
        ["AdamW"] = new(1e-8, 0.05, 1e-3, 0.01, OfAdam),
        ["NAdam"] = new(1e-8, 0.05, 1e-3, 1e-4, OfAdam),
        ["Lion"] = new(1e-8, 3e-3, 1e-4, 0.1, ["Beta1", "Beta2"]),
    };

    /// <summary>Null for an optimizer that is not known.</summary>
    public static OptimizerFacts? Of(string optimizer) => ByName.TryGetValue(optimizer, out OptimizerFacts? facts) ? facts : null;

    /// <summary>Whether the length of its steps doesn't depend on that of the gradient.</summary>
    public bool IsAdaptive => Reads.Contains("Epsilon") || Reads.Contains("Beta1");

    public double MostFor(int batch, double epsilon) =>
        Most * Math.Max(1, batch / (double)UsualBatch) * (epsilon >= LargeEpsilon && Reads.Contains("Epsilon") ? Dampened : 1);
}
