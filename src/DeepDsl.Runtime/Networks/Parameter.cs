using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A parameter of a model: a weight, a bias, a scale.</summary>
public sealed class Parameter : NamedTensor
{
    internal Parameter(Network network, ParameterDefinition definition)
        : base(network, NetworkBuffer.Weights, definition.Name, definition.TorchName, definition.Shape, definition.Offset,
            new(definition.Shape, definition.TorchPermutation, definition.TorchRuns))
    {
        Definition = definition;
    }

    /// <summary>False where the model's declaration says so: such a parameter has no gradient.</summary>
    public bool IsTrainable => Definition.Trainable;

    /// <summary>True: updates leave the parameter as it is. Its gradient is computed all the same.</summary>
    public bool Frozen
    {
        get;
        set
        {
            field = value;
            Network.ParametersChanged();
        }
    }

    /// <summary>The gradient that the last Backward left.</summary>
    public ReadOnlySpan<float> Gradient => Part(Network.Backend.Read(NetworkBuffer.Gradients));

    internal ParameterDefinition Definition { get; }
}
