using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Stochastic gradient descent.</summary>
internal readonly struct SgdRule(float rate) : IUpdateRule<SgdRule>
{
    public static int Slots => 0;

    public static bool DecoupledDecay => false;

    public static SgdRule Create(in OptimizerStep step) => new((float)step.LearningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        return weight - (V.Broadcast(rate) * gradient);
    }
}
