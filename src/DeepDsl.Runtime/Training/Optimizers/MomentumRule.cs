using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>SGD along a decaying sum of the gradients.</summary>
internal readonly struct MomentumRule(float rate, float momentum) : IUpdateRule<MomentumRule>
{
    public static int Slots => 1;

    public static bool DecoupledDecay => false;

    public static MomentumRule Create(in OptimizerStep step) => new((float)step.LearningRate, (float)step.Momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(V.Broadcast(momentum), first, gradient);
        return weight - (V.Broadcast(rate) * first);
    }
}
