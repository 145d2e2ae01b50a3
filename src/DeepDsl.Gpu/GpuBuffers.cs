using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu;

/// <summary>A model's flat buffers in the memory of a device.</summary>
internal sealed class GpuBuffers : IDisposable
{
    private readonly GpuDevice _device;
    private readonly MirroredBuffer?[] _slots = new MirroredBuffer?[2];
    private GpuBuffer? _kept;

    public GpuBuffers(GpuDevice device, NetworkDefinition definition)
    {
        if (definition.WeightFloats > int.MaxValue - UpdateKernels.Block)
        {
            throw new NotSupportedException(
                $"{definition.Name} has {definition.WeightFloats} weights; kernels index at most {int.MaxValue}.");
        }

        _device = device;
        Weights = new(device, definition.WeightFloats);
        Gradients = new(device, definition.WeightFloats);
        State = new(device, definition.StateFloats);
        Constants = new(device, definition.Constants.Length);
        Constants.Write(definition.Constants);
        Progress = new(device, [default]);
    }

    public MirroredBuffer Weights { get; }
    public MirroredBuffer Gradients { get; }
    public MirroredBuffer State { get; }
    public GpuBuffer Constants { get; }
    public DeviceTable<StepProgress> Progress { get; }

    /// <summary>See <see cref="NetworkBackend.FirstTrained"/>.</summary>
    public int FirstTrained { get; set; }

    /// <summary>An optimizer's values per weight, zero at first.</summary>
    public MirroredBuffer Slot(int index)
    {
        if (_slots[index] is null)
        {
            Version++;
        }

        return _slots[index] ??= new(_device, Gradients.Current.Length);
    }

    /// <summary>Changes whenever one of them is another than before.</summary>
    public int Version { get; private set; }

    /// <summary>Brings what the host has edited to the device, for launches that write all of them.</summary>
    public void MakeCurrent()
    {
        _ = Weights.Changing;
        _ = Gradients.Changing;
        _ = State.Changing;
        foreach (var slot in _slots)
        {
            _ = slot?.Changing;
        }
    }

    public void DropSlots()
    {
        Version++;
        foreach (var slot in _slots)
        {
            slot?.Dispose();
        }

        Array.Clear(_slots);
    }

    public void KeepGradients()
    {
        var gradients = Gradients.Current;
        _kept ??= new(_device, gradients.Length);
        _device.Ops.Copy(gradients, _kept.View.SubView(0, gradients.Length));
    }

    public void AddKeptGradients()
    {
        if (_kept is not null)
        {
            _device.Ops.AddScaled(Gradients.Changing, _kept.View, 1);
        }
    }

    public void Dispose()
    {
        Weights.Dispose();
        Gradients.Dispose();
        State.Dispose();
        Constants.Dispose();
        Progress.Dispose();
        DropSlots();
        _kept?.Dispose();
    }
}
