using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>8 floats in one 256-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd256 : ISimdBits<Simd256>
{
    private readonly Vector256<float> _value;

    /// <remarks>
    /// Operations use BitCast instead: each constructor call takes the JIT two locals more, and a method that has 512 inlines nothing else.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd256(Vector256<float> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }

    public static Simd256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256<float>.Zero);
    }

    public static Simd256 Iota
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256<float>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(float value) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(ref readonly float source) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadInt(ref readonly float source) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle(Vector256.LoadUnsafe(in source).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => _value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePartial(ref float target, int count)
    {
        if (Avx.IsSupported)
        {
            fixed (float* first = &target)
            {
                Avx.MaskStore(first, Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count)), _value);
            }

            return;
        }

        if (count >= 8)
        {
            Store(ref target);
        }
        else if (count >= 4)
        {
            _value.GetLower().StoreUnsafe(ref target);
            new Simd128(_value.GetUpper()).StorePartial(ref Unsafe.Add(ref target, 4), count - 4);
        }
        else
        {
            new Simd128(_value.GetLower()).StorePartial(ref target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 a) => Unsafe.BitCast<Vector256<float>, Simd256>(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyAdd(Simd256 a, Simd256 b, Simd256 c) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Max(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(
        Vector256.ConditionalSelect(Vector256.Equals(a._value, a._value), Vector256.MaxNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Min(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(
        Vector256.ConditionalSelect(Vector256.Equals(a._value, a._value), Vector256.MinNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AtLeast(Simd256 limit, Simd256 a) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.MaxNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AtMost(Simd256 limit, Simd256 a) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Abs(Simd256 a) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Sqrt(Simd256 a) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Floor(Simd256 a) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 RoundBFloat16(Simd256 a) => SimdRounding.BFloat16(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 RoundTensorFloat32(Simd256 a) => SimdRounding.TensorFloat32(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Less(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LessOrEqual(Simd256 a, Simd256 b) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Equal(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Select(Simd256 mask, Simd256 whenTrue, Simd256 whenFalse) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Halves(this).Sum();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd256 a, Simd256 b, Simd256 c, Simd256 d, ref float target) =>
        Simd128.StoreSums(Halves(a), Halves(b), Halves(c), Halves(d), ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MaxLane() => Simd128.Max(new(_value.GetLower()), new(_value.GetUpper())).MaxLane();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MinLane() => Simd128.Min(new(_value.GetLower()), new(_value.GetUpper())).MinLane();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Exp(Simd256 a) => SimdExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ExpM1(Simd256 a) => SimdExponential.ExpM1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Log(Simd256 a) => SimdLogarithm.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LogP1(Simd256 a) => SimdLogarithm.LogP1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Tanh(Simd256 a) => SimdExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Sigmoid(Simd256 a) => SimdExponential.Sigmoid(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Erf(Simd256 a) => SimdExponential.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Sin(Simd256 a) => SimdTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Cos(Simd256 a) => SimdTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Softplus(Simd256 a) => SimdLogarithm.Softplus(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Pow(Simd256 a, Simd256 b) => SimdLogarithm.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Uniform(uint key, uint index) => SimdRandom.Uniform<Simd256>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Normal(uint key, uint index) => SimdRandom.Normal<Simd256>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.BroadcastBits(uint bits) => Unsafe.BitCast<Vector256<uint>, Simd256>(Vector256.Create(bits));

    static Simd256 ISimdBits<Simd256>.IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<int>, Simd256>(Vector256<int>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.AddInt(Simd256 a, Simd256 b) =>
        Unsafe.BitCast<Vector256<int>, Simd256>(a._value.AsInt32() + b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.SubtractInt(Simd256 a, Simd256 b) =>
        Unsafe.BitCast<Vector256<int>, Simd256>(a._value.AsInt32() - b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.MultiplyInt(Simd256 a, Simd256 b) =>
        Unsafe.BitCast<Vector256<int>, Simd256>(a._value.AsInt32() * b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.And(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.Or(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.Xor(Simd256 a, Simd256 b) => Unsafe.BitCast<Vector256<float>, Simd256>(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.ShiftLeft(Simd256 a, int count) =>
        Unsafe.BitCast<Vector256<int>, Simd256>(a._value.AsInt32() << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.ShiftRight(Simd256 a, int count) =>
        Unsafe.BitCast<Vector256<int>, Simd256>(a._value.AsInt32() >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.FusedMultiplyAdd(Simd256 a, Simd256 b, Simd256 c) => MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.IntToFloat(Simd256 a) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd256 ISimdBits<Simd256>.Scale(Simd256 significand, Simd256 exponent) => SimdExponential.ScaleByHalves(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISimdBits<Simd256>.Any(Simd256 mask) => !Vector256.EqualsAll(mask._value.AsInt32(), Vector256<int>.Zero);

    /// <summary>The lower and the upper half, added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128 Halves(Simd256 a) => new(a._value.GetLower() + a._value.GetUpper());
}
