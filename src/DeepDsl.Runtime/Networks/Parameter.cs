using System.Diagnostics;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A parameter of a model: a weight, a bias, a scale.</summary>
[DebuggerTypeProxy(typeof(ParameterView))]
public sealed class Parameter : NamedTensor
{
    internal Parameter(Network network, ParameterDefinition definition)
        : base(network, NetworkBuffer.Weights, definition.Name, definition.TorchName, definition.Shape, definition.Offset,
            new(definition.Shape, definition.TorchPermutation, definition.TorchRuns))
    {
        Definition = definition;
        LearningRate = definition.LearningRate;
    }

    /// <summary>False where the model's declaration says so: such a parameter has no gradient.</summary>
    public bool IsTrainable => Definition.Trainable;

    /// <summary>
    /// True: updates leave the parameter as it is, and its gradient is zero. Where every parameter before it is frozen as well, Backward ends
    /// behind it, which saves the time.
    /// </summary>
    public bool Frozen
    {
        get;
        set
        {
            Network.FreezingChanges();
            field = value;
            Network.ParametersChanged();
        }
    }

    /// <summary>
    /// Factor on the learning rate: what the model's declaration says at first, which is 1 without it. Every optimizer then moves the
    /// parameter as if all had that rate, which no factor on a gradient does under Adam.
    /// </summary>
    public double LearningRate
    {
        get;
        set
        {
            field = Factor(value, nameof(LearningRate));
            Network.ParametersChanged();
        }
    }

    /// <summary>Factor on the weight decay, where that reaches the parameter; 1 at first.</summary>
    public double WeightDecay
    {
        get;
        set
        {
            field = Factor(value, nameof(WeightDecay));
            Network.ParametersChanged();
        }
    } = 1;

    /// <summary>The gradient that the last Backward left.</summary>
    public ReadOnlySpan<float> Gradient => Part(Network.ReadGradients());

    internal ParameterDefinition Definition { get; }

    internal override string? FormerName => Definition.FormerName;

    private double Factor(double value, string setting) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(
            setting, FormattableString.Invariant($"{setting} of parameter '{Name}' takes a finite factor of at least 0, found {value}."));
}
