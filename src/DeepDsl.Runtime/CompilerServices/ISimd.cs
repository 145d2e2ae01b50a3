using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A register of <see cref="Width"/> floats. Emitted kernels are generic over it, so one text serves 512, 256 and 128 bits and the scalar
/// reference; the JIT compiles each as if it were written for that width (measured equal to direct use of Vector512).
/// Comparisons give lane masks, to be consumed by <see cref="Select"/> alone.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    static abstract int Width { get; }
    static abstract bool IsSupported { get; }

    static abstract TSelf Zero { get; }
    static abstract TSelf Broadcast(float value);

    /// <summary>Lane i holds i.</summary>
    static abstract TSelf Iota { get; }

    /// <summary>Reads Width floats; every buffer of the runtime may be read up to 64 floats past its end.</summary>
    static abstract TSelf Load(ref readonly float source);

    /// <summary>Reads Width ints and converts them.</summary>
    static abstract TSelf LoadInt(ref readonly float source);

    void Store(ref float target);

    /// <summary>Writes the first <paramref name="count"/> lanes, 0 to Width, and nothing beyond.</summary>
    void StorePartial(ref float target, int count);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
    static abstract TSelf operator /(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a);

    /// <summary>
    /// a * b + c, in one rounding where the processor has an instruction for that, else in two: a call for each takes far longer.
    /// </summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger of the two, NaN if either is. Of two zeros either.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of the two, NaN if either is. Of two zeros either.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>max(limit, a) in one instruction, for a limit that is not NaN (ReLU): a NaN in <paramref name="a"/> stays.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf a);

    /// <summary>min(limit, a) in one instruction, for a limit that is not NaN: a NaN in <paramref name="a"/> stays.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf a);

    static abstract TSelf Abs(TSelf a);
    static abstract TSelf Sqrt(TSelf a);
    static abstract TSelf Floor(TSelf a);

    /// <summary>The nearest float of those with 7 bits behind the point, ties to even; of any NaN the one that cards give.</summary>
    static abstract TSelf RoundBFloat16(TSelf a);

    /// <summary>The nearest float of those with 10 bits behind the point, ties away from zero; a NaN stays one.</summary>
    static abstract TSelf RoundTensorFloat32(TSelf a);

    static abstract TSelf Less(TSelf a, TSelf b);
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);
    static abstract TSelf Equal(TSelf a, TSelf b);
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Lanes 0..Width-1 added in a fixed order.</summary>
    float Sum();

    /// <summary>Writes the four sums of lanes, each in the order of <see cref="Sum"/>: together they take less than one by one.</summary>
    static abstract void StoreSums(TSelf a, TSelf b, TSelf c, TSelf d, ref float target);

    float MaxLane();
    float MinLane();

    static abstract TSelf Exp(TSelf a);

    /// <summary>exp(a) - 1, to full precision near 0.</summary>
    static abstract TSelf ExpM1(TSelf a);
    static abstract TSelf Log(TSelf a);

    /// <summary>log(1 + a), to full precision near 0.</summary>
    static abstract TSelf LogP1(TSelf a);
    static abstract TSelf Tanh(TSelf a);
    static abstract TSelf Sigmoid(TSelf a);
    static abstract TSelf Erf(TSelf a);
    static abstract TSelf Sin(TSelf a);
    static abstract TSelf Cos(TSelf a);

    /// <summary>log(1 + exp(a)), without overflow and without losing small values.</summary>
    static abstract TSelf Softplus(TSelf a);
    static abstract TSelf Pow(TSelf a, TSelf b);

    /// <summary>Uniform numbers in [0, 1) at counters index .. index + Width - 1: the same bits at every width and on every backend.</summary>
    static abstract TSelf Uniform(uint key, uint index);

    /// <summary>Standard normal numbers at counters index .. index + Width - 1.</summary>
    static abstract TSelf Normal(uint key, uint index);
}
