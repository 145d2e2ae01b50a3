using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>What of an update decides its launches; all else is in the memory of the device.</summary>
internal readonly record struct UpdateForm(Optimizer Optimizer, bool ClipsValues, bool ClipsNorms, bool AddsNoise)
{
    public UpdateForm(in OptimizerStep step)
        : this(step.Optimizer, step.ClipValue > 0, step.ClipNormPerParameter > 0 || step.ClipNorm > 0, step.Noise.Deviation > 0)
    {
    }
}
