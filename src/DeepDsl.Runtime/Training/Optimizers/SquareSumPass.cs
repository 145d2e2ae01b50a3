using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Optimizers;

/// <summary>Clamps the gradients where asked to, and sums their squares by segment.</summary>
internal sealed class SquareSumPass<V>(AlignedBuffer gradients, WeightSegments segments) : ParallelWork
    where V : struct, ISimd<V>
{
    /// <summary>Bound on each gradient; 0 for none.</summary>
    public float Limit { get; set; }

    public double[] Sums { get; } = new double[segments.All.Length];

    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            if (Limit > 0)
            {
                Clamp(segments.All[s]);
            }

            Sums[s] = SumSquares(segments.All[s]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clamp(WeightSegment segment)
    {
        ref float first = ref gradients.At(segment.Start).Reference;
        V upper = V.Broadcast(Limit);
        for (nint i = 0; i < segment.Length; i += V.Width)
        {
            ref float at = ref Unsafe.Add(ref first, i);
            V.Min(V.Max(V.Load(ref at), -upper), upper).Store(ref at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SumSquares(WeightSegment segment)
    {
        ref float first = ref gradients.At(segment.Start).Reference;
        V sum = V.Zero;
        for (nint i = 0; i < segment.Length; i += V.Width)
        {
            V value = V.Load(ref Unsafe.Add(ref first, i));
            sum = V.MultiplyAdd(value, value, sum);
        }

        return sum.Sum();
    }
}
