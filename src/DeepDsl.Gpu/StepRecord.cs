using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu;

/// <summary>Losses and outputs of steps that nobody has waited for, kept on the device until they are read together.</summary>
internal sealed class StepRecord(GpuDevice device, NetworkDefinition definition, GpuBuffers buffers)
{
    /// <summary>So many steps are read at once at most: what the host does then is little beside them, and a user sees that it goes on.</summary>
    internal const int MostSteps = 128;

    /// <summary>16 MiB of outputs at most, but at least one step.</summary>
    private const int MostFloats = 4 << 20;

    private readonly GpuBuffer _losses = new(device);
    private readonly GpuBuffer _outputs = new(device);
    private readonly HostBuffer _hostLosses = new(device);
    private readonly HostBuffer _hostOutputs = new(device);
    private int[] _kept = [];
    private int _batch;
    private SymbolValues _symbols;
    private int _stride;
    private int _steps;

    /// <summary>Changes whenever launches that were recorded before would write elsewhere.</summary>
    public int Version { get; private set; }

    /// <returns>How many steps fit.</returns>
    public int Start(int batch, in SymbolValues symbols, ReadOnlySpan<int> outputs)
    {
        if (batch != _batch || symbols != _symbols || !outputs.SequenceEqual(_kept))
        {
            Version++;
            _batch = batch;
            _symbols = symbols;
            _kept = outputs.ToArray();
            _stride = checked(_kept.Sum(LengthOf) * batch);
        }

        int capacity = Math.Clamp(MostFloats / Math.Max(_stride, 1), 1, MostSteps);
        if (_losses.Grow(capacity) | _outputs.Grow((long)capacity * _stride))
        {
            Version++;
        }

        _hostLosses.Grow(capacity);
        _hostOutputs.Grow(capacity * _stride);
        Restart();
        return capacity;
    }

    /// <summary>Keeps what the call's loss program has left.</summary>
    public void Launch(GpuCall call, GpuOptimizer optimizer)
    {
        int offset = 0;
        foreach (int output in _kept)
        {
            var source = call.OutputView(output);
            var target = _outputs.View.SubView(offset, _outputs.Length - offset);
            device.Launch(
                RecordKernels.KeepOutput, device.Ops.Flat(source.IntLength), source, target, buffers.Progress.View, _stride, source.IntLength);
            offset += LengthOf(output) * _batch;
        }

        device.Launch(
            RecordKernels.KeepLoss, device.Ops.Groups(1), call.LossView, optimizer.Penalty, _losses.View, buffers.Progress.View);
    }

    /// <summary>One more step is kept.</summary>
    public void Count() => _steps++;

    /// <summary>Waits for the steps.</summary>
    public void Read()
    {
        _hostLosses.Download(_losses.View.SubView(0, _steps));
        if (_stride > 0)
        {
            _hostOutputs.Download(_outputs.View.SubView(0, _steps * _stride));
        }

        Restart();
    }

    public float Loss(int step) => _hostLosses.Span[step];

    public ReadOnlySpan<float> Output(int step, int output, int batch, scoped in SymbolValues symbols)
    {
        int offset = step * _stride;
        foreach (int kept in _kept)
        {
            if (kept == output)
            {
                return _hostOutputs.Span.Slice(offset, definition.Outputs[output].LengthAt(symbols) * batch);
            }

            offset += LengthOf(kept) * _batch;
        }

        throw new ArgumentOutOfRangeException(nameof(output), output, $"This output of {definition.Name} is not kept.");
    }

    private int LengthOf(int output) => definition.Outputs[output].LengthAt(_symbols);

    private void Restart()
    {
        _steps = 0;
        device.Launch(RecordKernels.Restart, device.Ops.Groups(1), buffers.Progress.View);
    }
}
