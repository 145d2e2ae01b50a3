namespace DeepDsl.Compiler.Optimizers;

/// <summary>A number of [Train] that some optimizers read.</summary>
/// <param name="Default">What holds where [Train] is silent; an optimizer may have another.</param>
public sealed record OptimizerSetting(string Name, double Default)
{
    public static OptimizerSetting Momentum { get; } = new("Momentum", 0.9);

    public static OptimizerSetting Beta1 { get; } = new("Beta1", 0.9);

    public static OptimizerSetting Beta2 { get; } = new("Beta2", 0.999);

    public static OptimizerSetting Epsilon { get; } = new("Epsilon", 1e-8);

    public static OptimizerSetting Rho { get; } = new("Rho", 0.99);

    public static IReadOnlyList<OptimizerSetting> All { get; } = [Momentum, Beta1, Beta2, Epsilon, Rho];
}
