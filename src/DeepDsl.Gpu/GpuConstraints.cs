using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>Brings parameters back after an update that have such a function, and move.</summary>
internal sealed class GpuConstraints(GpuPrograms programs)
{
    private ParameterTreatment[]? _treatments;

    /// <summary>Changes with what <see cref="Run"/> launches, so that what was recorded before is recorded anew.</summary>
    public int Version { get; private set; }

    /// <summary>Before <see cref="Run"/>, and before anybody asks for the version.</summary>
    public void Prepare(in OptimizerStep step)
    {
        if (programs.Constraints.Length > 0 && _treatments != step.Parameters)
        {
            _treatments = step.Parameters;
            Version++;
        }
    }

    /// <summary>Behind the launches of the update, which told the host's copy of the weights that it is old.</summary>
    public void Run(in OptimizerStep step, GpuFrame frame)
    {
        for (int p = 0; p < programs.Constraints.Length; p++)
        {
            if (step.Parameters[p].Moves)
            {
                programs.Constraints[p]?.Invoke(frame);
            }
        }
    }
}
