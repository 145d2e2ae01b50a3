using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015).</summary>
internal readonly struct AdamRule(AdamMoments moments) : IUpdateRule<AdamRule>
{
    public static int Slots => 2;

    public static bool DecoupledDecay => false;

    public static AdamRule Create(in OptimizerStep step) => new(AdamMoments.Create(step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        return moments.Move(weight, gradient, ref first, ref second);
    }
}
