namespace DeepDsl.Compiler.Optimizers;

/// <summary>What recipes take with an optimizer, for batches of the usual size.</summary>
/// <param name="LeastRate">Below this learning rate nothing moves within any training time; fine-tuning takes rates down to here.</param>
/// <param name="MostRate">Above this learning rate published recipes are hard to find.</param>
/// <param name="StartRate">The learning rate to start from.</param>
/// <param name="Decay">The weight decay.</param>
public sealed record UsualSettings(double LeastRate, double MostRate, double StartRate, double Decay);
