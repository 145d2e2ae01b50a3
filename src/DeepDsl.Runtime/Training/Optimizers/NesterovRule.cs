using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Momentum that looks one step ahead (Nesterov), in the form of Sutskever et al., 2013.</summary>
internal readonly struct NesterovRule(float rate, float momentum) : IUpdateRule<NesterovRule>
{
    public static int Slots => 1;

    public static bool DecoupledDecay => false;

    public static NesterovRule Create(in OptimizerStep step) => new((float)step.LearningRate, (float)step.Momentum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(V.Broadcast(momentum), first, gradient);
        return weight - (V.Broadcast(rate) * V.MultiplyAdd(V.Broadcast(momentum), first, gradient));
    }
}
