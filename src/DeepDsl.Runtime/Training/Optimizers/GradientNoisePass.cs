using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Optimizers;

/// <summary>Multiplies gradients by their factors and adds noise, in place; what lies behind a parameter's end stays zero.</summary>
internal sealed class GradientNoisePass<V>(NetworkDefinition definition, AlignedBuffer gradients, WeightSegments segments) : ParallelWork
    where V : struct, ISimd<V>
{
    public GradientNoise Noise { get; set; }

    public ParameterTreatment[] Treatments { get; set; } = [];

    public float[] Scales { get; set; } = [];

    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            WeightSegment segment = segments.All[s];
            if (Treatments[segment.Parameter].Moves)
            {
                ParameterDefinition parameter = definition.Parameters[segment.Parameter];
                Add(segment, (int)Math.Min(segment.Length, parameter.Offset + parameter.Length - segment.Start), Scales[segment.Parameter]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(WeightSegment segment, int own, float scale)
    {
        ref float first = ref gradients.At(segment.Start).Reference;
        V scales = V.Broadcast(scale);
        V deviation = V.Broadcast((float)Noise.Deviation);
        for (int i = 0; i < segment.Length; i += V.Width)
        {
            ref float at = ref Unsafe.Add(ref first, i);
            V noise = deviation * V.Normal(Noise.Key, (uint)(segment.Start + i));
            noise = V.Select(V.Less(V.Iota, V.Broadcast(own - i)), noise, V.Zero);
            V.MultiplyAdd(V.Load(ref at), scales, noise).Store(ref at);
        }
    }
}
