using ILGPU;
using ILGPU.Algorithms;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// Bounds on norms. They become a factor per parameter, which stays on the device for the update to apply: nothing waits. All sums run in
/// an order that the model alone decides.
/// </summary>
internal static class ClipKernels
{
    /// <summary>What PyTorch adds to a norm before dividing by it.</summary>
    private const float NormFloor = 1e-6f;

    /// <summary>Limits every gradient to [-limit, limit]; a thread each.</summary>
    public static void Clamp(ArrayView<float> gradients, ArrayView<UpdateSettings> settings, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            float limit = settings[0].ClipValue;
            gradients[i] = XMath.Clamp(gradients[i], -limit, limit);
        }
    }

    /// <summary>A group per segment.</summary>
    public static void SumSquares(ArrayView<float> gradients, ArrayView<Segment> segments, ArrayView<float> sums)
    {
        var segment = segments[Grid.IdxX];
        float sum = 0;
        for (int i = Group.IdxX; i < segment.Length; i += Group.DimX)
        {
            float gradient = gradients[segment.Start + i];
            sum += gradient * gradient;
        }

        sum = GroupReduction.Combine<Sum>(sum);
        if (Group.IdxX == 0)
        {
            sums[Grid.IdxX] = sum;
        }
    }

    /// <summary>
    /// One group: each parameter's factor from its own limit, then the common one from what is left. A limit of 0 is none.
    /// </summary>
    public static void FindFactors(
        ArrayView<float> sums, ArrayView<SegmentRange> ranges, ArrayView<Treatment> treatments, ArrayView<float> factors,
        ArrayView<UpdateSettings> settings, int parameters)
    {
        float total = 0;
        for (int p = Group.IdxX; p < parameters; p += Group.DimX)
        {
            float squares = 0;
            if (treatments[p].Moves != 0)
            {
                for (int s = 0; s < ranges[p].Count; s++)
                {
                    squares += sums[ranges[p].First + s];
                }
            }

            float factor = Factor(squares, settings[0].ClipNormPerParameter);
            factors[p] = factor;
            total += squares * factor * factor;
        }

        float common = Factor(GroupReduction.Combine<Sum>(total), settings[0].ClipNorm);
        for (int p = Group.IdxX; p < parameters; p += Group.DimX)
        {
            factors[p] *= common;
        }
    }

    /// <summary>Not above 1, but NaN for a NaN, so that it shows in the weights as in PyTorch.</summary>
    private static float Factor(float squares, float limit)
    {
        if (limit <= 0)
        {
            return 1;
        }

        float factor = limit / (XMath.Sqrt(squares) + NormFloor);
        return factor > 1 ? 1 : factor;
    }
}
