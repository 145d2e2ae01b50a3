using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>The gradients of a model's parameters, to read and to change between Backward and Update.</summary>
public sealed class Gradients
{
    private readonly Network _network;

    internal Gradients(Network network) => _network = network;

    /// <summary>All gradients as one flat buffer, in the order of the parameters: to sum over processes, or to save.</summary>
    public Span<float> All => _network.EditGradients();

    /// <summary>The gradient of the parameter of this name.</summary>
    public Span<float> this[string parameter] => this[_network.Parameter(parameter)];

    /// <summary>The gradient of a parameter of this model.</summary>
    public Span<float> this[Parameter parameter] => All.Slice(checked((int)parameter.Definition.Offset), parameter.Length);

    /// <summary>Norm of all gradients together.</summary>
    public float Norm() => TensorPrimitives.Norm(_network.ReadGradients());

    /// <summary>Multiplies all gradients by a factor.</summary>
    public void Scale(float factor) => _network.Backend.ScaleGradients(factor);
}
