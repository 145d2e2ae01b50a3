using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton, 2012): the rate falls with the mean square of the gradient.</summary>
internal readonly struct RmsPropRule(float rate, float rho, float rest, float epsilon) : IUpdateRule<RmsPropRule>
{
    public static int Slots => 1;

    public static bool DecoupledDecay => false;

    public static RmsPropRule Create(in OptimizerStep step) => new(
        (float)step.LearningRate, (float)step.Rho, (float)(1 - step.Rho), (float)step.Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(V.Broadcast(rho), first, V.Broadcast(rest) * gradient * gradient);
        return weight - (V.Broadcast(rate) * gradient / (V.Sqrt(first) + V.Broadcast(epsilon)));
    }
}
