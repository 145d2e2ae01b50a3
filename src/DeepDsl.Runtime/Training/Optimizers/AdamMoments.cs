using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adam's step, which AdamW shares. First: mean of the gradient; second: of its square.</summary>
/// <param name="rate">The learning rate with the first moment's bias correction.</param>
/// <param name="beta1">Decay of the first moment.</param>
/// <param name="rest1">1 - beta1, rounded once.</param>
/// <param name="beta2">Decay of the second moment.</param>
/// <param name="rest2">1 - beta2, rounded once.</param>
/// <param name="correction">One over the root of the second moment's bias correction.</param>
/// <param name="epsilon">Added to the denominator.</param>
internal readonly struct AdamMoments(float rate, float beta1, float rest1, float beta2, float rest2, float correction, float epsilon)
{
    public static AdamMoments Create(in OptimizerStep step) => new(
        (float)(step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step))),
        (float)step.Beta1,
        (float)(1 - step.Beta1),
        (float)step.Beta2,
        (float)(1 - step.Beta2),
        (float)(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step))),
        (float)step.Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(V.Broadcast(beta1), first, V.Broadcast(rest1) * gradient);
        second = V.MultiplyAdd(V.Broadcast(beta2), second, V.Broadcast(rest2) * gradient * gradient);
        return weight - (V.Broadcast(rate) * first / V.MultiplyAdd(V.Sqrt(second), V.Broadcast(correction), V.Broadcast(epsilon)));
    }
}
