using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Clips gradients and updates weights on the device; keeps the optimizer's values per weight there.</summary>
internal sealed class GpuOptimizer : IDisposable
{
    /// <summary>Groups in the first step of a norm: at most enough to fill a card, each with enough to do.</summary>
    private const int NormGroups = 256;
    private const int NormFloatsPerThread = 16;

    private readonly GpuDevice _device;
    private readonly int _count;
    private readonly Action<ArrayView<float>, ArrayView<float>, UpdateSettings> _update;
    private readonly GpuBuffer _partial;

    /// <summary>The factor on all gradients, and their norm before it.</summary>
    private readonly GpuBuffer _clip;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _parameterOfBlock;
    private readonly MemoryBuffer1D<ParameterSettings, Stride1D.Dense> _settings;
    private readonly MemoryBuffer1D<ParameterSpan, Stride1D.Dense> _spans;

    /// <param name="device">Where the buffers lie.</param>
    /// <param name="kind">The rule.</param>
    /// <param name="count">Floats in the flat buffers.</param>
    /// <param name="spans">The parameters, each at a multiple of <see cref="UpdateKernels.Block"/>.</param>
    /// <param name="settings">What differs between them, in the same order.</param>
    public GpuOptimizer(GpuDevice device, Optimizer kind, int count, ParameterSpan[] spans, ParameterSettings[] settings)
    {
        _device = device;
        _count = count;
        _update = kind switch
        {
            Optimizer.SGD => Update<SgdRule>,
            Optimizer.Momentum => Update<MomentumRule>,
            Optimizer.Nesterov => Update<NesterovRule>,
            Optimizer.Adagrad => Update<AdagradRule>,
            Optimizer.Adadelta => Update<AdadeltaRule>,
            Optimizer.RMSprop => Update<RmsPropRule>,
            Optimizer.Adam => Update<AdamRule>,
            Optimizer.AdamW => Update<AdamWRule>,
            Optimizer.NAdam => Update<NAdamRule>,
            Optimizer.Lion => Update<LionRule>,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such optimizer."),
        };
        int slots = SlotsOf(kind);
        First = new(device, slots > 0 ? count : 1);
        Second = new(device, slots > 1 ? count : 1);
        _partial = new(device, NormGroups);
        _clip = new(device, 2);
        _parameterOfBlock = Upload(BlockTable(count, spans));
        _settings = Upload(settings);
        _spans = Upload(spans);
        DoNotClip();
    }

    /// <summary>The rule's values per weight, zero at first.</summary>
    public GpuBuffer First { get; }
    public GpuBuffer Second { get; }

    public static int SlotsOf(Optimizer kind) => kind switch
    {
        Optimizer.SGD => 0,
        Optimizer.Adadelta or Optimizer.Adam or Optimizer.AdamW or Optimizer.NAdam => 2,
        _ => 1,
    };

    /// <summary>The next updates take gradients as they are.</summary>
    public void DoNotClip() => _device.Ops.Fill(_clip.View, 1);

    /// <summary>The next updates scale all gradients by what brings their common norm down to <paramref name="limit"/>.</summary>
    public void ClipToNorm(ArrayView<float> gradients, float limit)
    {
        int groupSize = _device.Ops.GroupSize;
        int groups = Math.Min(NormGroups, GpuOps.DivideUp(_count, groupSize * NormFloatsPerThread));
        _device.Launch(ClipKernels.SumSquares, new KernelConfig(groups, groupSize), gradients, _partial.View, _count);
        _device.Launch(ClipKernels.FactorOfNorm, new KernelConfig(1, groupSize), _partial.View, _clip.View, limit, groups);
    }

    /// <summary>Brings each parameter's gradient down to <paramref name="limit"/>, in place.</summary>
    public void ClipEachToNorm(ArrayView<float> gradients, float limit) =>
        _device.Launch(ClipKernels.ClipEach, new KernelConfig((int)_spans.Length, _device.Ops.GroupSize), gradients, Spans, limit);

    /// <summary>Norm of the gradients at the last <see cref="ClipToNorm"/>, before clipping. Waits for the device.</summary>
    public float ReadNorm()
    {
        Span<float> clip = stackalloc float[2];
        _clip.Read(clip);
        return clip[1];
    }

    public void Update(ArrayView<float> weights, ArrayView<float> gradients, UpdateSettings settings) => _update(weights, gradients, settings);

    /// <summary>Replaces what differs between the parameters: freezing at run time.</summary>
    public void SetParameters(ParameterSettings[] settings) =>
        _settings.View.CopyFromCPU(_device.Stream, (ReadOnlySpan<ParameterSettings>)settings);

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        _partial.Dispose();
        _clip.Dispose();
        _parameterOfBlock.Dispose();
        _settings.Dispose();
        _spans.Dispose();
    }

    private ArrayView<ParameterSpan> Spans => _spans.View.BaseView;

    private void Update<TRule>(ArrayView<float> weights, ArrayView<float> gradients, UpdateSettings settings)
        where TRule : struct, IUpdateRule =>
        _device.Launch(
            UpdateKernels.Update<TRule>, _device.Ops.Flat(_count), weights, gradients, First.View, Second.View, _clip.View,
            _parameterOfBlock.View.BaseView, _settings.View.BaseView, settings, _count);

    private static int[] BlockTable(int count, ParameterSpan[] spans)
    {
        var table = new int[GpuOps.DivideUp(count, UpdateKernels.Block)];
        for (int i = 0; i < spans.Length; i++)
        {
            if (spans[i].Offset % UpdateKernels.Block != 0)
                throw new ArgumentException($"Parameter {i} starts at {spans[i].Offset}, which is no multiple of {UpdateKernels.Block}.", nameof(spans));
            int first = spans[i].Offset / UpdateKernels.Block;
            table.AsSpan(first, GpuOps.DivideUp(spans[i].Length, UpdateKernels.Block)).Fill(i);
        }

        return table;
    }

    private MemoryBuffer1D<T, Stride1D.Dense> Upload<T>(T[] values)
        where T : unmanaged
    {
        var buffer = _device.Accelerator.Allocate1D<T>(values.Length);
        buffer.View.CopyFromCPU(_device.Stream, (ReadOnlySpan<T>)values);
        return buffer;
    }
}
