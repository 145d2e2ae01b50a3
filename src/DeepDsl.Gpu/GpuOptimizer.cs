using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>Penalties, clipping and updates over a model's flat buffers, on the device throughout.</summary>
internal sealed class GpuOptimizer : IRuleTarget, IDisposable
{
    private readonly GpuDevice _device;
    private readonly NetworkDefinition _definition;
    private readonly GpuBuffers _buffers;
    private readonly ParameterTables _tables;
    private readonly StepSettings _settings;
    private readonly GpuBuffer _sums;
    private readonly GpuBuffer _factors;
    private bool _factorsAreOnes;

    public GpuOptimizer(GpuDevice device, NetworkDefinition definition, GpuBuffers buffers)
    {
        _device = device;
        _definition = definition;
        _buffers = buffers;
        _tables = new(device, definition);
        _settings = new(device, definition.Parameters.Length);
        // One more for the total, which is 0 where there is no penalty.
        _sums = new(device, _tables.SegmentCount + 1);
        _factors = new(device, definition.Parameters.Length);
        HasPenalty = definition.Parameters.Any(p => p.L1 != 0 || p.L2 != 0);
    }

    public bool HasPenalty { get; }

    /// <summary>What <see cref="FindPenalty"/> found.</summary>
    public ArrayView<float> Penalty => _sums.View.SubView(_tables.SegmentCount, 1);

    /// <summary>Leaves the sum of the penalties on the device.</summary>
    public void FindPenalty()
    {
        if (HasPenalty)
        {
            _device.Launch(
                PenaltyKernels.SumPenalties, PerSegment, _buffers.Weights.Current, _tables.Segments.View, _tables.Penalties.View, _sums.View);
            _device.Launch(PenaltyKernels.Total, _device.Ops.Groups(1), _sums.View, _tables.SegmentCount);
        }
    }

    public void AddPenaltyGradients()
    {
        if (HasPenalty)
        {
            _device.Launch(
                PenaltyKernels.AddGradients, PerSegment, _buffers.Weights.Current, _buffers.Gradients.Changing, _tables.Segments.View,
                _tables.Penalties.View);
        }
    }

    /// <summary>Brings everything to the device that an update needs and that may differ from the last.</summary>
    public void Prepare(in OptimizerStep step)
    {
        if (_tables.SegmentCount == 0)
        {
            return;
        }

        _tables.Set(step.Parameters);
        _settings.Write(step, _tables.Kinds);
        bool clipsNorms = new UpdateForm(step).ClipsNorms;
        if (!clipsNorms && !_factorsAreOnes)
        {
            _device.Ops.Fill(_factors.View, 1);
        }

        _factorsAreOnes = !clipsNorms;
    }

    /// <summary>The launches of an update, after <see cref="Prepare"/>. Those of two steps differ by <see cref="UpdateForm"/> alone.</summary>
    public void Update(in OptimizerStep step)
    {
        if (_tables.SegmentCount == 0)
        {
            return;
        }

        Clip(step);
        AddNoise(step);
        UpdateRules.Find(this, step);
        BoundNorms();
    }

    /// <summary>Called with the rule of the step.</summary>
    public void Take<TRule>(TRule rule, in OptimizerStep step)
        where TRule : unmanaged, IUpdateRule
    {
        // A rule without slots gets any valid view in their place.
        var first = TRule.Slots > 0 ? _buffers.Slot(0).Changing : _factors.View;
        var second = TRule.Slots > 1 ? _buffers.Slot(1).Changing : _factors.View;
        int count = (int)_definition.WeightFloats;
        _device.Launch(
            UpdateKernels.Update<TRule>, _device.Ops.Flat(count), _buffers.Weights.Changing, _buffers.Gradients.Current, first, second,
            _factors.View, _tables.ParameterOfBlock.View, _tables.Treatments.View, _settings.Rule<TRule>(), _settings.Values,
            _buffers.Progress.View, count);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _settings.Dispose();
        _sums.Dispose();
        _factors.Dispose();
    }

    /// <summary>A group per segment of the parameters.</summary>
    private KernelConfig PerSegment => new(_tables.SegmentCount, _device.Ops.GroupSize);

    private void Clip(in OptimizerStep step)
    {
        UpdateForm form = new(step);
        if (form.ClipsValues)
        {
            int count = (int)_definition.WeightFloats;
            _device.Launch(ClipKernels.Clamp, _device.Ops.Flat(count), _buffers.Gradients.Changing, _settings.Values, count);
        }

        if (!form.ClipsNorms)
        {
            return;
        }

        _device.Launch(ClipKernels.SumSquares, PerSegment, _buffers.Gradients.Current, _tables.Segments.View, _sums.View);
        _device.Launch(
            ClipKernels.FindFactors, _device.Ops.Groups(1), _sums.View, _tables.Ranges.View, _tables.Treatments.View, _factors.View,
            _settings.Values, _definition.Parameters.Length);
    }

    /// <summary>Takes the factors along, which are ones then: bounds don't reach noise.</summary>
    private void AddNoise(in OptimizerStep step)
    {
        UpdateForm form = new(step);
        if (!form.AddsNoise)
        {
            return;
        }

        _device.Launch(
            NoiseKernels.Add, PerSegment, _buffers.Gradients.Changing, _factors.View, _tables.Segments.View, _tables.Treatments.View,
            _settings.Values);
        if (form.ClipsNorms)
        {
            _device.Ops.Fill(_factors.View, 1);
        }
    }

    private void BoundNorms()
    {
        for (int p = 0; p < _definition.Parameters.Length; p++)
        {
            var parameter = _definition.Parameters[p];
            if (parameter.MaxNorm <= 0 || !parameter.Trainable)
            {
                continue;
            }

            int units = parameter.Shape[^1];
            var weights = _buffers.Weights.Changing.SubView(parameter.Offset, parameter.Length);
            _device.Launch(
                PenaltyKernels.BoundNorms, _device.Ops.Flat(units), weights, _tables.Treatments.View, _buffers.Progress.View, p,
                parameter.Length / units, units, parameter.MaxNorm);
        }
    }
}
