namespace DeepDsl;

/// <summary>What a debugger shows of a parameter. Spans, which it cannot show, are arrays here.</summary>
internal sealed class ParameterView(Parameter parameter)
{
    public string Name => parameter.Name;

    public int[] Shape => parameter.Shape.ToArray();

    public float[] Value => parameter.Value.ToArray();

    public float[] Gradient => parameter.Gradient.ToArray();

    public bool IsTrainable => parameter.IsTrainable;

    public bool Frozen => parameter.Frozen;

    public double LearningRate => parameter.LearningRate;

    public double WeightDecay => parameter.WeightDecay;
}

/// <summary>What a debugger shows of a running state.</summary>
internal sealed class StateView(RunningState state)
{
    public string Name => state.Name;

    public int[] Shape => state.Shape.ToArray();

    public float[] Value => state.Value.ToArray();
}
