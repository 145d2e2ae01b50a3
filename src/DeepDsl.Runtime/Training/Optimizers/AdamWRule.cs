using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
internal readonly struct AdamWRule(AdamMoments moments) : IUpdateRule<AdamWRule>
{
    public static int Slots => 2;

    public static bool DecoupledDecay => true;

    public static AdamWRule Create(in OptimizerStep step) => new(AdamMoments.Create(step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        return moments.Move(weight, gradient, ref first, ref second);
    }
}
