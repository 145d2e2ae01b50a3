using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>4 floats in one 128-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd128 : ISimdBits<Simd128>
{
    private readonly Vector128<float> _value;

    /// <remarks>
    /// Operations use BitCast instead: each constructor call takes the JIT two locals more, and a method that has 512 inlines nothing else.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd128(Vector128<float> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
    }

    public static Simd128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128<float>.Zero);
    }

    public static Simd128 Iota
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128<float>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Broadcast(float value) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Load(ref readonly float source) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LoadInt(ref readonly float source) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConvertToSingle(Vector128.LoadUnsafe(in source).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => _value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePartial(ref float target, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &target)
            {
                Avx.MaskStore(first, Vector128.LessThan(Vector128<float>.Indices, Vector128.Create((float)count)), _value);
            }

            return;
        }

        if (count >= 4)
        {
            Store(ref target);
            return;
        }

        var pair = _value.GetLower();
        if (count >= 2)
        {
            pair.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, 2);
            pair = _value.GetUpper();
        }

        if ((count & 1) != 0)
        {
            target = pair.ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator +(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator *(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator /(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 a) => Unsafe.BitCast<Vector128<float>, Simd128>(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MultiplyAdd(Simd128 a, Simd128 b, Simd128 c) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Max(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(
        Vector128.ConditionalSelect(Vector128.Equals(a._value, a._value), Vector128.MaxNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Min(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(
        Vector128.ConditionalSelect(Vector128.Equals(a._value, a._value), Vector128.MinNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 AtLeast(Simd128 limit, Simd128 a) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.MaxNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 AtMost(Simd128 limit, Simd128 a) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Abs(Simd128 a) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Sqrt(Simd128 a) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Floor(Simd128 a) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 RoundBFloat16(Simd128 a) => SimdRounding.BFloat16(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 RoundTensorFloat32(Simd128 a) => SimdRounding.TensorFloat32(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Less(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LessOrEqual(Simd128 a, Simd128 b) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Equal(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Select(Simd128 mask, Simd128 whenTrue, Simd128 whenFalse) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum()
    {
        var pairs = _value + Swap(_value);
        return pairs.ToScalar() + pairs.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd128 a, Simd128 b, Simd128 c, Simd128 d, ref float target)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.MoveLowToHigh(a._value, b._value) + Sse.MoveHighToLow(b._value, a._value);
            Vector128<float> cd = Sse.MoveLowToHigh(c._value, d._value) + Sse.MoveHighToLow(d._value, c._value);
            (Sse.Shuffle(ab, cd, 0b10_00_10_00) + Sse.Shuffle(ab, cd, 0b11_01_11_01)).StoreUnsafe(ref target);
            return;
        }

        target = a.Sum();
        Unsafe.Add(ref target, 1) = b.Sum();
        Unsafe.Add(ref target, 2) = c.Sum();
        Unsafe.Add(ref target, 3) = d.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MaxLane()
    {
        var pairs = Max(this, new(Swap(_value)));
        return SimdScalar.Max(new(pairs._value.ToScalar()), new(pairs._value.GetElement(1))).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MinLane()
    {
        var pairs = Min(this, new(Swap(_value)));
        return SimdScalar.Min(new(pairs._value.ToScalar()), new(pairs._value.GetElement(1))).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Exp(Simd128 a) => SimdExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 ExpM1(Simd128 a) => SimdExponential.ExpM1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Log(Simd128 a) => SimdLogarithm.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LogP1(Simd128 a) => SimdLogarithm.LogP1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Tanh(Simd128 a) => SimdExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Sigmoid(Simd128 a) => SimdExponential.Sigmoid(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Erf(Simd128 a) => SimdExponential.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Sin(Simd128 a) => SimdTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Cos(Simd128 a) => SimdTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Softplus(Simd128 a) => SimdLogarithm.Softplus(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Pow(Simd128 a, Simd128 b) => SimdLogarithm.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Uniform(uint key, uint index) => SimdRandom.Uniform<Simd128>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Normal(uint key, uint index) => SimdRandom.Normal<Simd128>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.BroadcastBits(uint bits) => Unsafe.BitCast<Vector128<uint>, Simd128>(Vector128.Create(bits));

    static Simd128 ISimdBits<Simd128>.IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<int>, Simd128>(Vector128<int>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.AddInt(Simd128 a, Simd128 b) =>
        Unsafe.BitCast<Vector128<int>, Simd128>(a._value.AsInt32() + b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.SubtractInt(Simd128 a, Simd128 b) =>
        Unsafe.BitCast<Vector128<int>, Simd128>(a._value.AsInt32() - b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.MultiplyInt(Simd128 a, Simd128 b) =>
        Unsafe.BitCast<Vector128<int>, Simd128>(a._value.AsInt32() * b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.And(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.Or(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.Xor(Simd128 a, Simd128 b) => Unsafe.BitCast<Vector128<float>, Simd128>(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.ShiftLeft(Simd128 a, int count) =>
        Unsafe.BitCast<Vector128<int>, Simd128>(a._value.AsInt32() << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.ShiftRight(Simd128 a, int count) =>
        Unsafe.BitCast<Vector128<int>, Simd128>(a._value.AsInt32() >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.FusedMultiplyAdd(Simd128 a, Simd128 b, Simd128 c)
    {
        if (SimdLevel.HasMultiplyAdd)
        {
            return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));
        }

        Vector128<double> lower = (Vector128.WidenLower(a._value) * Vector128.WidenLower(b._value)) + Vector128.WidenLower(c._value);
        Vector128<double> upper = (Vector128.WidenUpper(a._value) * Vector128.WidenUpper(b._value)) + Vector128.WidenUpper(c._value);
        return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Narrow(lower, upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.IntToFloat(Simd128 a) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd128 ISimdBits<Simd128>.Scale(Simd128 significand, Simd128 exponent) => SimdExponential.ScaleByHalves(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISimdBits<Simd128>.Any(Simd128 mask) => !Vector128.EqualsAll(mask._value.AsInt32(), Vector128<int>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Swap(Vector128<float> value) => Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1));
}
