using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>Rounds as graphics cards do when they narrow the operands of a product, bit for bit.</summary>
internal static class SimdRounding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T BFloat16<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // Half a step and, where the last bit that stays is odd, a bit more: ties go to even ones, and carries into the exponent.
        var odd = T.And(T.ShiftRight(x, 16), T.BroadcastBits(1));
        var rounded = T.AddInt(T.AddInt(x, T.BroadcastBits(0x7FFF)), odd);
        return T.Select(T.Equal(x, x), T.And(rounded, T.BroadcastBits(0xFFFF0000)), T.BroadcastBits(0x7FFF0000));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T TensorFloat32<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var quiet = T.Or(x, T.BroadcastBits(0x00400000));
        var rounded = T.AddInt(x, T.BroadcastBits(0x1000));
        return T.And(T.Select(T.Equal(x, x), rounded, quiet), T.BroadcastBits(0xFFFFE000));
    }
}
