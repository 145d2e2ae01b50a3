using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>Penalties, clipping and updates over a model's flat buffers, on the device throughout.</summary>
internal sealed class GpuOptimizer : IDisposable
{
    private readonly GpuDevice _device;
    private readonly NetworkDefinition _definition;
    private readonly GpuBuffers _buffers;
    private readonly ParameterTables _tables;
    private readonly GpuBuffer _sums;
    private readonly GpuBuffer _factors;
    private readonly bool _hasPenalty;

    public GpuOptimizer(GpuDevice device, NetworkDefinition definition, GpuBuffers buffers)
    {
        _device = device;
        _definition = definition;
        _buffers = buffers;
        _tables = new(device, definition);
        // One more for the total.
        _sums = new(device, _tables.SegmentCount + 1);
        _factors = new(device, definition.Parameters.Length);
        _hasPenalty = definition.Parameters.Any(p => p.L1 != 0 || p.L2 != 0);
    }

    public float Penalty()
    {
        if (!_hasPenalty)
        {
            return 0;
        }

        _device.Launch(
            PenaltyKernels.SumPenalties, PerSegment, _buffers.Weights.Current, _tables.Segments.View, _tables.Penalties.View, _sums.View);
        _device.Launch(PenaltyKernels.Total, _device.Ops.Groups(1), _sums.View, _tables.SegmentCount);
        Span<float> value = stackalloc float[1];
        _sums.Read(value, _tables.SegmentCount);
        return value[0];
    }

    public void AddPenaltyGradients()
    {
        if (_hasPenalty)
        {
            _device.Launch(
                PenaltyKernels.AddGradients, PerSegment, _buffers.Weights.Current, _buffers.Gradients.Changing, _tables.Segments.View,
                _tables.Penalties.View);
        }
    }

    public void Update(in OptimizerStep step)
    {
        if (_tables.SegmentCount == 0)
        {
            return;
        }

        _tables.Set(step.Parameters);
        FindFactors(step);
        UpdateRules.Move(this, step);
        BoundNorms();
    }

    /// <summary>Called by the rule of the step.</summary>
    internal void Move<TRule>(TRule rule, in OptimizerStep step)
        where TRule : struct, IUpdateRule
    {
        // A rule without slots gets any valid view in their place.
        var first = TRule.Slots > 0 ? _buffers.Slot(0).Changing : _factors.View;
        var second = TRule.Slots > 1 ? _buffers.Slot(1).Changing : _factors.View;
        int count = (int)_definition.WeightFloats;
        _device.Launch(
            UpdateKernels.Update<TRule>, _device.Ops.Flat(count), _buffers.Weights.Changing, _buffers.Gradients.Current, first, second,
            _factors.View, _tables.ParameterOfBlock.View, _tables.Treatments.View, rule, (float)step.WeightDecay,
            (float)(1 - step.LearningRate * step.WeightDecay), count);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _sums.Dispose();
        _factors.Dispose();
    }

    /// <summary>A group per segment of the parameters.</summary>
    private KernelConfig PerSegment => new(_tables.SegmentCount, _device.Ops.GroupSize);

    private void FindFactors(in OptimizerStep step)
    {
        if (step.ClipValue > 0)
        {
            _device.Ops.Clamp(_buffers.Gradients.Changing, (float)step.ClipValue);
        }

        if (step.ClipNormPerParameter <= 0 && step.ClipNorm <= 0)
        {
            _device.Ops.Fill(_factors.View, 1);
            return;
        }

        _device.Launch(ClipKernels.SumSquares, PerSegment, _buffers.Gradients.Current, _tables.Segments.View, _sums.View);
        _device.Launch(
            ClipKernels.FindFactors, new KernelConfig(1, _device.Ops.GroupSize), _sums.View, _tables.Ranges.View, _tables.Treatments.View,
            _factors.View, (float)step.ClipNormPerParameter, (float)step.ClipNorm, _definition.Parameters.Length);
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
                PenaltyKernels.BoundNorms, _device.Ops.Flat(units), weights, _tables.Treatments.View, p, parameter.Length / units, units,
                parameter.MaxNorm);
        }
    }
}
