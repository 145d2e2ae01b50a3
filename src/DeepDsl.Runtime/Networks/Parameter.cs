using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A parameter of a model: a weight, a bias, a scale.</summary>
public sealed class Parameter : NamedTensor
{
    internal Parameter(Network network, ParameterDefinition definition)
        : base(network, NetworkBuffer.Weights, definition.Name, definition.Shape, definition.Offset)
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

    /// <summary>The values in PyTorch's order of axes: [O, I] for a dense layer, [O, I / groups, Kh, Kw] for a convolution.</summary>
    public float[] ToTorch() => TorchLayout.ToTorch(Definition, Value);

    /// <summary>Sets the values from PyTorch's order of axes.</summary>
    public void FromTorch(ReadOnlySpan<float> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException(
                $"Parameter {Name} takes {Shapes.Text(TorchLayout.ShapeOf(Definition))} = {Length} floats, found {values.Length}.");
        }

        TorchLayout.FromTorch(Definition, values, Edit());
    }
}
