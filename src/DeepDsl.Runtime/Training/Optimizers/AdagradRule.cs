using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adagrad (Duchi et al., 2011): the rate falls with the sum of the squared gradients.</summary>
internal readonly struct AdagradRule(float rate, float epsilon) : IUpdateRule<AdagradRule>
{
    public static int Slots => 1;

    public static bool DecoupledDecay => false;

    public static AdagradRule Create(in OptimizerStep step) => new((float)step.LearningRate, (float)step.Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(gradient, gradient, first);
        return weight - (V.Broadcast(rate) * gradient / (V.Sqrt(first) + V.Broadcast(epsilon)));
    }
}
