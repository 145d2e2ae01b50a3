using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Lion (Chen et al., 2023): every weight moves by the rate, in the direction of an interpolated momentum.</summary>
internal readonly struct LionRule(float rate, float beta1, float rest1, float beta2, float rest2) : IUpdateRule<LionRule>
{
    public static int Slots => 1;

    public static bool DecoupledDecay => true;

    public static LionRule Create(in OptimizerStep step) => new(
        (float)step.LearningRate, (float)step.Beta1, (float)(1 - step.Beta1), (float)step.Beta2, (float)(1 - step.Beta2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        V direction = V.MultiplyAdd(V.Broadcast(beta1), first, V.Broadcast(rest1) * gradient);
        first = V.MultiplyAdd(V.Broadcast(beta2), first, V.Broadcast(rest2) * gradient);
        return weight - (V.Broadcast(rate) * Signs.Of(direction));
    }
}
