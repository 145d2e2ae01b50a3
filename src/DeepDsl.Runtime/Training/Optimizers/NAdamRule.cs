using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adam with Nesterov's momentum (Dozat, 2016). First: mean of the gradient; second: of its square.</summary>
/// <param name="gradientRate">The learning rate on the gradient itself.</param>
/// <param name="momentRate">The learning rate on the first moment.</param>
/// <param name="beta1">Decay of the first moment.</param>
/// <param name="rest1">1 - beta1, rounded once.</param>
/// <param name="beta2">Decay of the second moment.</param>
/// <param name="rest2">1 - beta2, rounded once.</param>
/// <param name="correction">One over the root of the second moment's bias correction.</param>
/// <param name="epsilon">Added to the denominator.</param>
internal readonly struct NAdamRule(
    float gradientRate, float momentRate, float beta1, float rest1, float beta2, float rest2, float correction, float epsilon)
    : IUpdateRule<NAdamRule>
{
    public static int Slots => 2;

    public static bool DecoupledDecay => false;

    public static NAdamRule Create(in OptimizerStep step)
    {
        NAdamMomentum momentum = step.NAdam;
        return new(
            (float)(step.LearningRate * (1 - momentum.Now) / (1 - momentum.Product)),
            (float)(step.LearningRate * momentum.Next / (1 - (momentum.Product * momentum.Next))),
            (float)step.Beta1,
            (float)(1 - step.Beta1),
            (float)step.Beta2,
            (float)(1 - step.Beta2),
            (float)(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step))),
            (float)step.Epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        first = V.MultiplyAdd(V.Broadcast(beta1), first, V.Broadcast(rest1) * gradient);
        second = V.MultiplyAdd(V.Broadcast(beta2), second, V.Broadcast(rest2) * gradient * gradient);
        V change = V.MultiplyAdd(V.Broadcast(gradientRate), gradient, V.Broadcast(momentRate) * first);
        return weight - (change / V.MultiplyAdd(V.Sqrt(second), V.Broadcast(correction), V.Broadcast(epsilon)));
    }
}
