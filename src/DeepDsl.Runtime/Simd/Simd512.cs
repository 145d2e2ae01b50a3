using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>16 floats in one 512-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd512 : ISimdBits<Simd512>
{
    private readonly Vector512<float> _value;

    /// <remarks>
    /// Operations use BitCast instead: each constructor call takes the JIT two locals more, and a method that has 512 inlines nothing else.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd512(Vector512<float> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <remarks>
    /// The sets that operations on Vector512 and its halves compile to. Not Vector512.IsHardwareAccelerated, which says what .NET prefers.
    /// </remarks>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported;
    }

    public static Simd512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512<float>.Zero);
    }

    public static Simd512 Iota
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512<float>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(float value) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref readonly float source) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadInt(ref readonly float source) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle(Vector512.LoadUnsafe(in source).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => _value.StoreUnsafe(ref target);

    /// <remarks>One masked store: a choice by count would take dozens of locals, and a tile has dozens of these.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StorePartial(ref float target, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (float* first = &target)
            {
                Avx512F.MaskStore(first, Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count)), _value);
            }

            return;
        }

        new Simd256(_value.GetLower()).StorePartial(ref target, Math.Min(count, 8));
        if (count > 8)
        {
            new Simd256(_value.GetUpper()).StorePartial(ref Unsafe.Add(ref target, 8), count - 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 a) => Unsafe.BitCast<Vector512<float>, Simd512>(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 a, Simd512 b, Simd512 c) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Max(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(
        Vector512.ConditionalSelect(Vector512.Equals(a._value, a._value), Vector512.MaxNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Min(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(
        Vector512.ConditionalSelect(Vector512.Equals(a._value, a._value), Vector512.MinNative(a._value, b._value), a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtLeast(Simd512 limit, Simd512 a) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.MaxNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtMost(Simd512 limit, Simd512 a) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.MinNative(limit._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Abs(Simd512 a) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sqrt(Simd512 a) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Floor(Simd512 a) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 RoundBFloat16(Simd512 a) => SimdRounding.BFloat16(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 RoundTensorFloat32(Simd512 a) => SimdRounding.TensorFloat32(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Less(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LessOrEqual(Simd512 a, Simd512 b) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.LessThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Equal(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Select(Simd512 mask, Simd512 whenTrue, Simd512 whenFalse) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConditionalSelect(mask._value, whenTrue._value, whenFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Halves(this).Sum();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Simd512 a, Simd512 b, Simd512 c, Simd512 d, ref float target) =>
        Simd256.StoreSums(Halves(a), Halves(b), Halves(c), Halves(d), ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MaxLane() => Simd256.Max(new(_value.GetLower()), new(_value.GetUpper())).MaxLane();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float MinLane() => Simd256.Min(new(_value.GetLower()), new(_value.GetUpper())).MinLane();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Exp(Simd512 a) => SimdExponential.Exp(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ExpM1(Simd512 a) => SimdExponential.ExpM1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Log(Simd512 a) => SimdLogarithm.Log(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LogP1(Simd512 a) => SimdLogarithm.LogP1(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Tanh(Simd512 a) => SimdExponential.Tanh(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sigmoid(Simd512 a) => SimdExponential.Sigmoid(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Erf(Simd512 a) => SimdExponential.Erf(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sin(Simd512 a) => SimdTrigonometry.Sin(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Cos(Simd512 a) => SimdTrigonometry.Cos(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Softplus(Simd512 a) => SimdLogarithm.Softplus(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Pow(Simd512 a, Simd512 b) => SimdLogarithm.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Uniform(uint key, uint index) => SimdRandom.Uniform<Simd512>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Normal(uint key, uint index) => SimdRandom.Normal<Simd512>(key, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.BroadcastBits(uint bits) => Unsafe.BitCast<Vector512<uint>, Simd512>(Vector512.Create(bits));

    static Simd512 ISimdBits<Simd512>.IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<int>, Simd512>(Vector512<int>.Indices);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.AddInt(Simd512 a, Simd512 b) =>
        Unsafe.BitCast<Vector512<int>, Simd512>(a._value.AsInt32() + b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.SubtractInt(Simd512 a, Simd512 b) =>
        Unsafe.BitCast<Vector512<int>, Simd512>(a._value.AsInt32() - b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.MultiplyInt(Simd512 a, Simd512 b) =>
        Unsafe.BitCast<Vector512<int>, Simd512>(a._value.AsInt32() * b._value.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.And(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.Or(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.Xor(Simd512 a, Simd512 b) => Unsafe.BitCast<Vector512<float>, Simd512>(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.ShiftLeft(Simd512 a, int count) =>
        Unsafe.BitCast<Vector512<int>, Simd512>(a._value.AsInt32() << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.ShiftRight(Simd512 a, int count) =>
        Unsafe.BitCast<Vector512<int>, Simd512>(a._value.AsInt32() >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.FusedMultiplyAdd(Simd512 a, Simd512 b, Simd512 c) => MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.IntToFloat(Simd512 a) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Simd512 ISimdBits<Simd512>.Scale(Simd512 significand, Simd512 exponent) => Avx512F.IsSupported
        ? Unsafe.BitCast<Vector512<float>, Simd512>(Avx512F.Scale(significand._value, exponent._value))
        : SimdExponential.ScaleByHalves(significand, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISimdBits<Simd512>.Any(Simd512 mask) => !Vector512.EqualsAll(mask._value.AsInt32(), Vector512<int>.Zero);

    /// <summary>The lower and the upper half, added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd256 Halves(Simd512 a) => new(a._value.GetLower() + a._value.GetUpper());
}
