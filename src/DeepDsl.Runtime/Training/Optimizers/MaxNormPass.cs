using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Optimizers;

/// <summary>
/// Bounds the norm of the weights into each unit. Units are the last axis of the canonical layout, so a register holds one weight of
/// each of several units, and a work item is a strip of such units.
/// </summary>
internal sealed class MaxNormPass<V> : ParallelWork
    where V : struct, ISimd<V>
{
    private readonly NetworkDefinition _definition;
    private readonly CpuBuffers _buffers;
    private readonly (int Parameter, int Unit)[] _strips;

    public MaxNormPass(NetworkDefinition definition, CpuBuffers buffers)
    {
        _definition = definition;
        _buffers = buffers;
        List<(int, int)> strips = [];
        for (int p = 0; p < definition.Parameters.Length; p++)
        {
            ParameterDefinition parameter = definition.Parameters[p];
            int units = parameter is { MaxNorm: > 0, Trainable: true, Shape: [.., int last] } ? last : 0;
            for (int unit = 0; unit < units; unit += V.Width)
            {
                strips.Add((p, unit));
            }
        }

        _strips = [.. strips];
    }

    public int Count => _strips.Length;

    public ParameterTreatment[] Treatments { get; set; } = [];

    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            (int parameter, int unit) = _strips[s];
            if (Treatments[parameter].Moves)
            {
                Bound(_definition.Parameters[parameter], unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bound(ParameterDefinition parameter, int unit)
    {
        int units = parameter.Shape[^1];
        int left = Math.Min(V.Width, units - unit);
        ref float first = ref _buffers.Weights.At(parameter.Offset + unit).Reference;
        V squares = V.Zero;
        for (nint i = 0; i < parameter.Length; i += units)
        {
            V weight = V.Load(ref Unsafe.Add(ref first, i));
            squares = V.MultiplyAdd(weight, weight, squares);
        }

        V limit = V.Broadcast(parameter.MaxNorm);
        V norm = V.Sqrt(squares);
        V one = V.Broadcast(1);
        V scale = V.Select(V.Less(limit, norm), limit / norm, one);
        for (nint i = 0; i < parameter.Length; i += units)
        {
            ref float at = ref Unsafe.Add(ref first, i);
            (V.Load(ref at) * scale).StorePartial(ref at, left);
        }
    }
}
