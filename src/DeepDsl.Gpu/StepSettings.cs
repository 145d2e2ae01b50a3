using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>The numbers of an update in the memory of the device.</summary>
internal sealed class StepSettings(GpuDevice device) : IRuleTarget, IDisposable
{
    /// <summary>The rule with the most has eight numbers.</summary>
    private const int RuleFloats = 16;

    private readonly DeviceTable<UpdateSettings> _values = new(device, [default]);
    private readonly GpuBuffer _rule = new(device, RuleFloats);

    public ArrayView<UpdateSettings> Values => _values.View;

    public ArrayView<TRule> Rule<TRule>()
        where TRule : unmanaged, IUpdateRule =>
        _rule.View.Cast<TRule>().SubView(0, 1);

    public void Write(in OptimizerStep step) => UpdateRules.Find(this, step);

    public void Take<TRule>(TRule rule, in OptimizerStep step)
        where TRule : unmanaged, IUpdateRule
    {
        UpdateSettings values = new(
            (float)step.WeightDecay, (float)(1 - step.LearningRate * step.WeightDecay), (float)step.ClipValue,
            (float)step.ClipNormPerParameter, (float)step.ClipNorm);
        device.Launch(StepKernels.SetUpdate<TRule>, device.Ops.Groups(1), Values, Rule<TRule>(), values, rule);
    }

    public void Dispose()
    {
        _values.Dispose();
        _rule.Dispose();
    }
}
