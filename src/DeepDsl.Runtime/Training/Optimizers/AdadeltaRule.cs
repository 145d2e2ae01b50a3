using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>Adadelta (Zeiler, 2012). First: mean square of the gradient; second: of the change.</summary>
internal readonly struct AdadeltaRule(float rate, float rho, float rest, float epsilon) : IUpdateRule<AdadeltaRule>
{
    public static int Slots => 2;

    public static bool DecoupledDecay => false;

    public static AdadeltaRule Create(in OptimizerStep step) => new(
        (float)step.LearningRate, (float)step.Rho, (float)(1 - step.Rho), (float)step.Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>
    {
        V keep = V.Broadcast(rho);
        V add = V.Broadcast(rest);
        V floor = V.Broadcast(epsilon);
        first = V.MultiplyAdd(keep, first, add * gradient * gradient);
        V change = V.Sqrt(second + floor) / V.Sqrt(first + floor) * gradient;
        second = V.MultiplyAdd(keep, second, add * change * change);
        return weight - (V.Broadcast(rate) * change);
    }
}
