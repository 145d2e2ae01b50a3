using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>An update by Adam as a network would ask for it, of <see cref="TestDefinition"/>'s four parameters.</summary>
internal static class AdamStep
{
    private static readonly ParameterTreatment[] s_treatments = [.. Enumerable.Repeat(new ParameterTreatment(true, true), 4)];

    public static OptimizerStep Of(long step, double learningRate) => new()
    {
        Optimizer = Optimizer.Adam,
        Step = step,
        LearningRate = learningRate,
        WeightDecay = 0,
        Momentum = 0,
        Beta1 = 0.9,
        Beta2 = 0.999,
        Rho = 0,
        Epsilon = 1e-8,
        NAdam = default,
        ClipValue = 0,
        ClipNormPerParameter = 0,
        ClipNorm = 0,
        Parameters = s_treatments,
    };
}
