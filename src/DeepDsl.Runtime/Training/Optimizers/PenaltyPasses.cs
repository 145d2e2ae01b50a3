using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Optimizers;

/// <summary>L1 * |w| + L2 * w^2, summed by segment.</summary>
internal sealed class PenaltyPass<V>(NetworkDefinition definition, CpuBuffers buffers, WeightSegments segments) : ParallelWork
    where V : struct, ISimd<V>
{
    public double[] Sums { get; } = new double[segments.All.Length];

    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            ParameterDefinition parameter = definition.Parameters[segments.All[s].Parameter];
            Sums[s] = Sum(segments.All[s], parameter.L1, parameter.L2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(WeightSegment segment, float l1, float l2)
    {
        ref float weights = ref buffers.Weights.At(segment.Start).Reference;
        V sum = V.Zero;
        for (nint i = 0; i < segment.Length; i += V.Width)
        {
            V size = V.Abs(V.Load(ref Unsafe.Add(ref weights, i)));
            sum = V.MultiplyAdd(size, V.MultiplyAdd(size, V.Broadcast(l2), V.Broadcast(l1)), sum);
        }

        return sum.Sum();
    }
}

/// <summary>Adds L1 * sign(w) + 2 * L2 * w to the gradients.</summary>
internal sealed class PenaltyGradientPass<V>(NetworkDefinition definition, CpuBuffers buffers, WeightSegments segments) : ParallelWork
    where V : struct, ISimd<V>
{
    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            ParameterDefinition parameter = definition.Parameters[segments.All[s].Parameter];
            Add(segments.All[s], parameter.L1, 2 * parameter.L2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(WeightSegment segment, float l1, float slope)
    {
        ref float weights = ref buffers.Weights.At(segment.Start).Reference;
        ref float gradients = ref buffers.Gradients.At(segment.Start).Reference;
        for (nint i = 0; i < segment.Length; i += V.Width)
        {
            V weight = V.Load(ref Unsafe.Add(ref weights, i));
            V gradient = V.MultiplyAdd(V.Broadcast(l1), Signs.Of(weight), V.Load(ref Unsafe.Add(ref gradients, i)));
            V.MultiplyAdd(V.Broadcast(slope), weight, gradient).Store(ref Unsafe.Add(ref gradients, i));
        }
    }
}
