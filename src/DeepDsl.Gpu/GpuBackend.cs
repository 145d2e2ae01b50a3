using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>A model on a GPU.</summary>
internal sealed class GpuBackend : NetworkBackend
{
    private readonly GpuDevice _device;
    private readonly NetworkDefinition _definition;
    private readonly GpuPrograms _programs;
    private readonly GpuBuffers _buffers;
    private readonly GpuOptimizer _optimizer;
    private readonly HostBuffer _penalty;
    private readonly GpuConstraints _constraints;
    private readonly GpuTrainingQueue _queue;
    private readonly int _seed;
    private GpuFrame? _constrained;

    public GpuBackend(GpuDevice device, NetworkDefinition definition, GpuPrograms programs, int seed)
    {
        _device = device;
        _definition = definition;
        _programs = programs;
        _seed = seed;
        lock (device.Gate)
        {
            try
            {
                _buffers = new(device, definition);
                _optimizer = new(device, definition, _buffers);
            }
            catch (InsufficientMemoryException e)
            {
                long bytes = (2 * definition.WeightFloats + definition.StateFloats + definition.Constants.Length) * sizeof(float);
                throw new InsufficientMemoryException(
                    $"{definition.Name} needs {GpuDevice.Size(bytes)} on {device.Name} for its weights and gradients, where "
                    + $"{GpuDevice.Size(device.FreeBytes)} are free; use a card with more, or Device.Cpu().", e);
            }

            _penalty = new(device);
            _penalty.Grow(1);
            _constraints = new(programs);
            _queue = new(device, definition, programs, _buffers, _optimizer, _constraints);
        }
    }

    public override TrainingQueue Queue => _queue;

    public override BackendCall CreateCall(bool training)
    {
        var plan = training ? _programs.TrainingPlan : _programs.InferencePlan;
        lock (_device.Gate)
        {
            return new GpuCall(_device, _definition, plan, new GpuFrame(_device, _buffers, plan, _seed), _programs);
        }
    }

    public override BackendCall CreateStepCall()
    {
        var plan = _programs.GenerationPlan!;
        lock (_device.Gate)
        {
            return new GpuCall(
                _device, _definition.Generation!.Of(_definition), plan, new GpuFrame(_device, _buffers, plan, _seed), _programs);
        }
    }

    public override ReadOnlySpan<float> Read(NetworkBuffer buffer)
    {
        try
        {
            lock (_device.Gate)
            {
                return Buffer(buffer).Read();
            }
        }
        catch (AcceleratorException e)
        {
            throw DeviceFailure.InReading(_device, _definition, e);
        }
    }

    public override Span<float> Edit(NetworkBuffer buffer)
    {
        try
        {
            lock (_device.Gate)
            {
                return Buffer(buffer).Edit();
            }
        }
        catch (AcceleratorException e)
        {
            throw DeviceFailure.InReading(_device, _definition, e);
        }
    }

    public override void Replace(ReadOnlySpan<float> weights, ReadOnlySpan<float> states)
    {
        // A program holds the gate from its first launch to its last.
        lock (_device.Gate)
        {
            weights.CopyTo(_buffers.Weights.Edit());
            states.CopyTo(_buffers.State.Edit());
        }
    }

    public override int FirstTrained
    {
        set => _buffers.FirstTrained = value;
    }

    public override void SetConstant(long offset, float value)
    {
        lock (_device.Gate)
        {
            try
            {
                _device.Launch(StepKernels.SetNumber, _device.Ops.Groups(1), _buffers.Constants.View.SubView(offset, 1), value);
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(_device, _definition, e);
            }
        }
    }

    public override void KeepGradients()
    {
        lock (_device.Gate)
        {
            _buffers.KeepGradients();
        }
    }

    public override void AddKeptGradients()
    {
        lock (_device.Gate)
        {
            _buffers.AddKeptGradients();
        }
    }

    public override void ScaleGradients(float factor)
    {
        lock (_device.Gate)
        {
            _device.Ops.Scale(_buffers.Gradients.Changing, factor);
        }
    }

    public override float Penalty()
    {
        if (!_optimizer.HasPenalty)
        {
            return 0;
        }

        lock (_device.Gate)
        {
            _optimizer.FindPenalty();
            return _penalty.Download(_optimizer.Penalty)[0];
        }
    }

    public override void AddPenaltyGradients()
    {
        lock (_device.Gate)
        {
            _optimizer.AddPenaltyGradients();
        }
    }

    public override void Update(in OptimizerStep step)
    {
        lock (_device.Gate)
        {
            try
            {
                _optimizer.Prepare(step);
                _optimizer.Update(step);
                if (_programs.Constraints.Length > 0)
                {
                    _constraints.Prepare(step);
                    _constraints.Run(step, _constrained ??= new(_device, _buffers, _programs.TrainingPlan, _seed));
                }
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(_device, _definition, e);
            }
        }
    }

    public override HeldValues? Hold(ReadOnlySpan<float> values, long reserve)
    {
        lock (_device.Gate)
        {
            try
            {
                return _device.Hold(values, reserve) is { } memory ? new GpuHeldValues(_device, _definition, memory) : null;
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(_device, _definition, e);
            }
        }
    }

    public override void ResetOptimizer()
    {
        lock (_device.Gate)
        {
            _device.Synchronize();
            _buffers.DropSlots();
        }
    }

    public override long TrainingBytes(int batch, int slots)
    {
        var plan = _programs.TrainingPlan;
        long floats = (2 + slots) * _definition.WeightFloats + _definition.StateFloats + _definition.Constants.Length
            + plan.PerSample.At(_definition.Largest) * batch + plan.Fixed.At(_definition.Largest);
        return floats * sizeof(float);
    }

    public override void Synchronize()
    {
        lock (_device.Gate)
        {
            _device.Synchronize();
        }
    }

    private MirroredBuffer Buffer(NetworkBuffer buffer) => buffer switch
    {
        NetworkBuffer.Weights => _buffers.Weights,
        NetworkBuffer.Gradients => _buffers.Gradients,
        NetworkBuffer.State => _buffers.State,
        NetworkBuffer.Slot0 => _buffers.Slot(0),
        _ => _buffers.Slot(1),
    };
}
