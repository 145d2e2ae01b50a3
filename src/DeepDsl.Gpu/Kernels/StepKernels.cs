using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// What changes from step to step goes into memory of the device by launches of their own, so that all others are the same at every step. By
/// launches, since a copy would have to wait, or keep its source. One thread has something to do.
/// </summary>
internal static class StepKernels
{
    /// <summary>The step that random numbers depend on.</summary>
    public static void SetRandomStep(ArrayView<uint> step, uint value)
    {
        if (Group.IdxX == 0)
        {
            step[0] = value;
        }
    }

    /// <summary>One number of a model that the program has changed, such as a rate of dropout.</summary>
    public static void SetNumber(ArrayView<float> number, float value)
    {
        if (Group.IdxX == 0)
        {
            number[0] = value;
        }
    }

    /// <summary>The numbers of an update, for the parameters that have these.</summary>
    public static void SetUpdate<TRule>(
        ArrayView<UpdateSettings> settings, ArrayView<TRule> rule, int at, UpdateSettings values, TRule numbers)
        where TRule : unmanaged, IUpdateRule
    {
        if (Group.IdxX == 0)
        {
            settings[at] = values;
            rule[at] = numbers;
        }
    }
}
