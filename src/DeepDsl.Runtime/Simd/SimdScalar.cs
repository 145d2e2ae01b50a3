using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>One float: the reference that the wider registers are compared with, and what runs where there is no SIMD.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SimdScalar : ISimdBits<SimdScalar>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SimdScalar(float value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    public static SimdScalar Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0f);
    }

    public static SimdScalar Iota
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0f);
    }

    internal float Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value;
    }

    private int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.SingleToInt32Bits(_value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Load(ref readonly float source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LoadInt(ref readonly float source) => new(BitConverter.SingleToInt32Bits(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => target = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePartial(ref float target, int count)
    {
        if (count > 0)
        {
            target = _value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator +(SimdScalar a, SimdScalar b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator -(SimdScalar a, SimdScalar b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator *(SimdScalar a, SimdScalar b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator /(SimdScalar a, SimdScalar b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator -(SimdScalar a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar MultiplyAdd(SimdScalar a, SimdScalar b, SimdScalar c) =>
        new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Max(SimdScalar a, SimdScalar b) => new(float.IsNaN(a._value) || a._value > b._value ? a._value : b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Min(SimdScalar a, SimdScalar b) => new(float.IsNaN(a._value) || a._value < b._value ? a._value : b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar AtLeast(SimdScalar limit, SimdScalar a) => limit._value > a._value ? limit : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar AtMost(SimdScalar limit, SimdScalar a) => limit._value < a._value ? limit : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Abs(SimdScalar a) => new(MathF.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Sqrt(SimdScalar a) => new(MathF.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Floor(SimdScalar a) => new(MathF.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar RoundBFloat16(SimdScalar a) => SimdRounding.BFloat16(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar RoundTensorFloat32(SimdScalar a) => SimdRounding.TensorFloat32(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Less(SimdScalar a, SimdScalar b) => Mask(a._value < b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LessOrEqual(SimdScalar a, SimdScalar b) => Mask(a._value <= b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Equal(SimdScalar a, SimdScalar b) => Mask(a._value == b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Select(SimdScalar mask, SimdScalar whenTrue, SimdScalar whenFalse) => mask.Bits != 0 ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => _value;

    public static void StoreSums(SimdScalar a, SimdScalar b, SimdScalar c, SimdScalar d, ref float target)
    {
        target = a._value;
        Unsafe.Add(ref target, 1) = b._value;
        Unsafe.Add(ref target, 2) = c._value;
        Unsafe.Add(ref target, 3) = d._value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MaxLane() => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MinLane() => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Exp(SimdScalar a) => SimdExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar ExpM1(SimdScalar a) => SimdExponential.ExpM1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Log(SimdScalar a) => SimdLogarithm.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LogP1(SimdScalar a) => SimdLogarithm.LogP1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Tanh(SimdScalar a) => SimdExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Sigmoid(SimdScalar a) => SimdExponential.Sigmoid(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Erf(SimdScalar a) => SimdExponential.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Sin(SimdScalar a) => SimdTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Cos(SimdScalar a) => SimdTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Softplus(SimdScalar a) => SimdLogarithm.Softplus(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Pow(SimdScalar a, SimdScalar b) => SimdLogarithm.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Uniform(uint key, uint index) => new(CounterRandom.Uniform(key, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Normal(uint key, uint index) => SimdRandom.Normal<SimdScalar>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.BroadcastBits(uint bits) => FromBits((int)bits);

    static SimdScalar ISimdBits<SimdScalar>.IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.AddInt(SimdScalar a, SimdScalar b) => FromBits(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.SubtractInt(SimdScalar a, SimdScalar b) => FromBits(a.Bits - b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.MultiplyInt(SimdScalar a, SimdScalar b) => FromBits(a.Bits * b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.And(SimdScalar a, SimdScalar b) => FromBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.Or(SimdScalar a, SimdScalar b) => FromBits(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.Xor(SimdScalar a, SimdScalar b) => FromBits(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.ShiftLeft(SimdScalar a, int count) => FromBits(a.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.ShiftRight(SimdScalar a, int count) => FromBits(a.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.FusedMultiplyAdd(SimdScalar a, SimdScalar b, SimdScalar c) => new(SimdLevel.HasMultiplyAdd
        ? MathF.FusedMultiplyAdd(a._value, b._value, c._value)
        : (float)(((double)a._value * b._value) + c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.IntToFloat(SimdScalar a) => new(a.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SimdScalar ISimdBits<SimdScalar>.Scale(SimdScalar significand, SimdScalar exponent) =>
        SimdExponential.ScaleByHalves(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISimdBits<SimdScalar>.Any(SimdScalar mask) => mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar Mask(bool value) => FromBits(value ? -1 : 0);
}
