using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

internal static class Signs
{
    /// <summary>-1, 0 or 1 by the sign of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V value)
        where V : struct, ISimd<V>
    {
        V one = V.Broadcast(1);
        return V.Select(V.Less(value, V.Zero), -one, V.Select(V.Less(V.Zero, value), one, V.Zero));
    }
}
