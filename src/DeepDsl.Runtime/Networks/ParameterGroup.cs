namespace DeepDsl;

/// <summary>Parameters that are treated alike in training. What is set counts for each of them, from the next update on.</summary>
public sealed class ParameterGroup
{
    internal ParameterGroup(string pattern, Parameter[] parameters, RunningState[] states)
    {
        Pattern = pattern;
        Parameters = Array.AsReadOnly(parameters);
        States = Array.AsReadOnly(states);
    }

    /// <summary>What their names match.</summary>
    public string Pattern { get; }

    /// <summary>The parameters, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The running statistics of batch norms whose names match as well: those that <see cref="Freeze"/> freezes.</summary>
    public IReadOnlyList<RunningState> States { get; }

    /// <summary>
    /// Sets <see cref="Parameter.Frozen"/> of the parameters and <see cref="RunningState.Frozen"/> of the statistics: batch norms whose
    /// names match then normalize by their running statistics, which stay.
    /// </summary>
    public ParameterGroup Freeze(bool frozen = true)
    {
        foreach (RunningState state in States)
        {
            state.Frozen = frozen;
        }

        return Each(p => p.Frozen = frozen);
    }

    /// <summary>Sets <see cref="Parameter.LearningRate"/>, a factor on the rate of the model.</summary>
    public ParameterGroup LearningRate(double factor) => Each(p => p.LearningRate = factor);

    /// <summary>Sets <see cref="Parameter.WeightDecay"/>, a factor on the decay of the model.</summary>
    public ParameterGroup WeightDecay(double factor) => Each(p => p.WeightDecay = factor);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Pattern}: {Listing.Quoted([.. Parameters.Cast<NamedTensor>().Concat(States).Select(t => t.Name)])}";

    private ParameterGroup Each(Action<Parameter> set)
    {
        foreach (Parameter parameter in Parameters)
        {
            set(parameter);
        }
        return this;
    }
}
