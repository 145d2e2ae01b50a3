using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu;

/// <summary>How many elements are ordered digit by digit: by groups, each of which has a part of the elements, tile by tile.</summary>
/// <param name="Passes">Digits of the largest key.</param>
/// <param name="Parts">Groups of a launch.</param>
/// <param name="Tiles">Of a part; a tile has an element for each thread of a group.</param>
internal readonly record struct OrderPlan(int Passes, int Parts, int Tiles)
{
    /// <summary>As many groups fill a card. Each reads the counts of all, so that more would take longer.</summary>
    public const int MostParts = 128;

    /// <summary>Up to so many, each element is compared with all others: that is one launch.</summary>
    public const int Few = 256;

    /// <param name="count">Of the elements, one or more.</param>
    /// <param name="keys">Above all keys.</param>
    /// <param name="groupSize">Threads of a group.</param>
    public static OrderPlan Of(int count, int keys, int groupSize)
    {
        int all = GpuOps.DivideUp(count, groupSize);
        int tiles = GpuOps.DivideUp(all, MostParts);
        int bits = 32 - int.LeadingZeroCount(Math.Max(1, keys - 1));
        return new(GpuOps.DivideUp(bits, OrderKernels.DigitBits), GpuOps.DivideUp(all, tiles), tiles);
    }
}
