using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>
/// How one optimizer moves weights: the numbers of a step (computed in double from <see cref="OptimizerStep"/>), and the formula for a
/// register of weights. The rules are derived from the compiler's table of optimizers (UpdateRules.g.cs).
/// </summary>
internal interface IUpdateRule<TSelf>
    where TSelf : struct, IUpdateRule<TSelf>
{
    /// <summary>Values kept per weight, at most two; zero before the first step.</summary>
    static abstract int Slots { get; }

    /// <summary>True: decay shrinks the weight itself by rate * decay. False: decay * weight is added to the gradient.</summary>
    static abstract bool DecoupledDecay { get; }

    static abstract TSelf Create(in OptimizerStep step);

    /// <summary>The new weight; the gradient is clipped and decayed already.</summary>
    V Move<V>(V weight, V gradient, ref V first, ref V second)
        where V : struct, ISimd<V>;
}
