using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Random numbers without a state: number <c>index</c> of stream <c>key</c> is a hash of the two, so any thread, register width or device
/// computes any of them alone, and all agree. Only 32-bit operations that every device has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CounterRandom
{
    /// <summary>2^-24, the distance of two uniform numbers.</summary>
    internal const float Step = 5.9604645e-8f;

    internal const uint FirstMultiplier = 0x21F0AAAD;
    internal const uint SecondMultiplier = 0xD35A2D97;

    /// <summary>Which stream the second number of a Box-Muller pair comes from.</summary>
    internal const uint AngleStream = 0x6A09E667;

    /// <summary>
    /// Two rounds of a 32-bit mixing function, with the key going into both: were it only in the first, two keys would give one sequence
    /// in two orders.
    /// </summary>
    public static uint Hash(uint key, uint index) => Mix(Mix(index ^ key) + RoundKey(key));

    /// <summary>A multiple of 2^-24 in [0, 1).</summary>
    public static float Uniform(uint key, uint index) => (int)(Hash(key, index) >> 8) * Step;

    /// <summary>A standard normal number by Box and Muller: sqrt(-2 log u) cos(2 pi v). None is beyond 5.77.</summary>
    public static float Normal(uint key, uint index) => SimdRandom.Normal<SimdScalar>(key, index).Value;

    /// <summary>
    /// The key of one stream (a dropout layer, an initialiser) at one training step. For one seed and stream no two steps share a key.
    /// </summary>
    public static uint Key(ulong seed, uint step, uint stream) => Hash(StreamKey(seed, stream), step);

    /// <summary>What a key has of the seed and the stream: <c>Hash(StreamKey(seed, stream), step)</c> is the key.</summary>
    public static uint StreamKey(ulong seed, uint stream) => Hash(Hash((uint)seed, (uint)(seed >> 32)), stream);

    internal static uint RoundKey(uint key) => (key * 0x9E3779B9) + 0x7F4A7C15;

    /// <summary>A bijection that flips each output bit with probability 1/2 when any input bit flips (hash-prospector).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * FirstMultiplier;
        x = (x ^ (x >> 15)) * SecondMultiplier;
        return x ^ (x >> 15);
    }
}
