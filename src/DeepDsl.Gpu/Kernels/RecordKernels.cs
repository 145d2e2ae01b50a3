using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>Keep what a step gave until the host asks for that of many. Where it is kept is counted on the device.</summary>
internal static class RecordKernels
{
    /// <summary>A thread per element of an output; comes before <see cref="KeepLoss"/>, which counts.</summary>
    /// <param name="output">What to keep.</param>
    /// <param name="kept">Room for the outputs of many steps.</param>
    /// <param name="progress">Counts the steps.</param>
    /// <param name="stride">Floats that a step has there.</param>
    /// <param name="count">Floats of this output.</param>
    public static void KeepOutput(ArrayView<float> output, ArrayView<float> kept, ArrayView<StepProgress> progress, int stride, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            kept[progress[0].Recorded * stride + i] = output[i];
        }
    }

    /// <summary>One thread: the loss of the data and the penalties, added as the host does.</summary>
    public static void KeepLoss(ArrayView<float> loss, ArrayView<float> penalty, ArrayView<float> kept, ArrayView<StepProgress> progress)
    {
        if (Group.IdxX != 0)
        {
            return;
        }

        var before = progress[0];
        float sum = loss[0] + penalty[0];
        kept[before.Recorded] = sum;
        bool isFinite = (Interop.FloatAsInt(sum) & 0x7F800000) != 0x7F800000;
        progress[0] = new(before.Recorded + 1, isFinite ? before.Halted : 1);
    }

    /// <summary>One thread.</summary>
    public static void Restart(ArrayView<StepProgress> progress)
    {
        if (Group.IdxX == 0)
        {
            progress[0] = default;
        }
    }
}
