using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepDsl.CompilerServices;

/// <summary>The list of columns of a sparse row.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SparseList
{
    private const int Lanes = 8;

    /// <summary>How many of its places come before what only fills it up: negative numbers at its end.</summary>
    /// <param name="columns">The first place.</param>
    /// <param name="places">Of the list.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ref int columns, int places)
    {
        while (Vector256.IsHardwareAccelerated && places >= Lanes)
        {
            uint listed = ~Vector256.LoadUnsafe(ref columns, (nuint)(places - Lanes)).ExtractMostSignificantBits() & ((1u << Lanes) - 1);
            if (listed != 0)
            {
                return places - Lanes + 32 - BitOperations.LeadingZeroCount(listed);
            }

            places -= Lanes;
        }

        while (places > 0 && Unsafe.Add(ref columns, places - 1) < 0)
        {
            places--;
        }

        return places;
    }
}
