using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>The numbers of an update in the memory of the device.</summary>
internal sealed class StepSettings(GpuDevice device, int parameters) : IRuleTarget, IDisposable
{
    /// <summary>The rule with the most has eight numbers.</summary>
    private const int RuleFloats = 16;

    private readonly DeviceTable<UpdateSettings> _values = new(device, new UpdateSettings[Math.Max(1, parameters) + 1]);
    private readonly GpuBuffer _rule = new(device, (Math.Max(1, parameters) + 1L) * RuleFloats);
    private int _at;

    public ArrayView<UpdateSettings> Values => _values.View;

    public ArrayView<TRule> Rule<TRule>()
        where TRule : unmanaged, IUpdateRule =>
        _rule.View.Cast<TRule>().SubView(0, Math.Max(1, parameters) + 1);

    /// <summary>The numbers of each kind of parameter; those of the first are the step's own.</summary>
    public void Write(in OptimizerStep step, IReadOnlyList<ParameterTreatment> kinds)
    {
        for (_at = 0; _at < kinds.Count; _at++)
        {
            UpdateRules.Find(this, kinds[_at].Of(step));
        }
    }

    public void Take<TRule>(TRule rule, in OptimizerStep step)
        where TRule : unmanaged, IUpdateRule
    {
        UpdateSettings values = new(
            (float)step.WeightDecay, (float)(1 - step.LearningRate * step.WeightDecay), (float)step.ClipValue,
            (float)step.ClipNormPerParameter, (float)step.ClipNorm, (float)step.Noise.Deviation, step.Noise.Key);
        device.Launch(StepKernels.SetUpdate<TRule>, device.Ops.Groups(1), Values, Rule<TRule>(), _at, values, rule);
    }

    public void Dispose()
    {
        _values.Dispose();
        _rule.Dispose();
    }
}
