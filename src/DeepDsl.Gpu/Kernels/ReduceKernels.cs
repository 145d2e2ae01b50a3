using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>Reductions of the middle axis of [outer, length, inner] to [outer, inner], in a fixed order.</summary>
internal static class ReduceKernels
{
    /// <summary>Width of a tile of columns; the rest of the group divides their rows.</summary>
    public const int Columns = 8;

    /// <summary>inner = 1. A group per row, its threads side by side on the row.</summary>
    public static void Rows<TReduction>(ArrayView<float> input, ArrayView<float> output, int length)
        where TReduction : struct, IReduction
    {
        int row = Grid.IdxX;
        float partial = TReduction.Neutral;
        for (int i = Group.IdxX; i < length; i += Group.DimX)
        {
            partial = TReduction.Combine(partial, input[row * length + i]);
        }

        float total = GroupReduction.Combine<TReduction>(partial);
        if (Group.IdxX == 0)
        {
            output[row] = total;
        }
    }

    /// <summary>inner > 1. A group per <see cref="Columns"/> columns of one outer index; neighbours read neighbouring columns.</summary>
    public static void Middle<TReduction>(ArrayView<float> input, ArrayView<float> output, int length, int inner)
        where TReduction : struct, IReduction
    {
        int column = Grid.IdxX * Columns + Group.IdxX;
        int outer = Grid.IdxY;
        float partial = TReduction.Neutral;
        if (column < inner)
        {
            for (int i = Group.IdxY; i < length; i += Group.DimY)
            {
                partial = TReduction.Combine(partial, input[(outer * length + i) * inner + column]);
            }
        }

        var shared = SharedMemory.Allocate<float>(GroupReduction.MaxThreads);
        int place = Group.IdxY * Columns + Group.IdxX;
        shared[place] = partial;
        Group.Barrier();
        for (int height = Group.DimY; height > 1;)
        {
            int half = (height + 1) / 2;
            if (Group.IdxY + half < height)
            {
                shared[place] = TReduction.Combine(shared[place], shared[place + half * Columns]);
            }

            Group.Barrier();
            height = half;
        }

        if (Group.IdxY == 0 && column < inner)
        {
            output[outer * inner + column] = shared[place];
        }
    }
}
