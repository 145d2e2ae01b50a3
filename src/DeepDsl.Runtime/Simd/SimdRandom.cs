using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary><see cref="CounterRandom"/> for a register of consecutive indices.</summary>
internal static class SimdRandom
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Uniform<T>(uint key, uint index)
        where T : struct, ISimdBits<T> => Top24Bits<T>(key, index) * T.Broadcast(CounterRandom.Step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Normal<T>(uint key, uint index)
        where T : struct, ISimdBits<T>
    {
        // u in (0, 1], so that its logarithm exists; v in [0, 1).
        var u = (Top24Bits<T>(key, index) + T.Broadcast(1f)) * T.Broadcast(CounterRandom.Step);
        var v = Uniform<T>(key + CounterRandom.AngleStream, index);
        var radius = T.Sqrt(SimdLogarithm.LogOfPositive(u) * T.Broadcast(-2f));

        // cos(2 pi v) = sin(2 pi (|v - 1/2| - 1/4)): the reduction is exact.
        var turns = T.Abs(v - T.Broadcast(0.5f)) - T.Broadcast(0.25f);
        return radius * SimdTrigonometry.SinBetweenQuarterTurns(turns * T.Broadcast(6.28318548f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Top24Bits<T>(uint key, uint index)
        where T : struct, ISimdBits<T>
    {
        var indices = T.AddInt(T.IndexBits, T.BroadcastBits(index));
        var first = Mix(T.Xor(indices, T.BroadcastBits(key)));
        var second = Mix(T.AddInt(first, T.BroadcastBits(CounterRandom.RoundKey(key))));
        return T.IntToFloat(T.ShiftRight(second, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Mix<T>(T x)
        where T : struct, ISimdBits<T>
    {
        x = T.MultiplyInt(T.Xor(x, T.ShiftRight(x, 16)), T.BroadcastBits(CounterRandom.FirstMultiplier));
        x = T.MultiplyInt(T.Xor(x, T.ShiftRight(x, 15)), T.BroadcastBits(CounterRandom.SecondMultiplier));
        return T.Xor(x, T.ShiftRight(x, 15));
    }
}
