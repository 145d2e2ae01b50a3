using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Kernels;

/// <summary>What is done with the rule of a step, once its type is known.</summary>
internal interface IRuleTarget
{
    void Take<TRule>(TRule rule, in OptimizerStep step)
        where TRule : unmanaged, IUpdateRule;
}
