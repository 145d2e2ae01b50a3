using System.Diagnostics;
using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A named part of a model's flat buffers.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public abstract class NamedTensor
{
    private readonly NetworkBuffer _buffer;
    private readonly int[] _shape;
    private readonly nint[] _lengths;

    private protected NamedTensor(
        Network network, NetworkBuffer buffer, string name, string torchName, int[] shape, long offset, TorchLayout torch)
    {
        Network = network;
        Name = name;
        TorchName = torchName;
        Torch = torch;
        _buffer = buffer;
        _shape = shape;
        _lengths = Array.ConvertAll(shape, size => (nint)size);
        Offset = checked((int)offset);
        Length = Shapes.Product(shape);
    }

    /// <summary>Path of the tensor in its model, such as <c>conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// What it is called in <see cref="WeightLayout.PyTorch"/>: <c>layer1.0.bn2.running_mean</c> where layers and blocks have a
    /// <see cref="LayerAttribute.TorchName"/>, else its <see cref="Name"/>.
    /// </summary>
    public string TorchName { get; }

    /// <summary>Sizes of the axes; values lie row by row.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The values of now: a load of weights gives the model others, and leaves these as they are.</summary>
    public ReadOnlySpan<float> Value => Part(Network.Backend.Read(_buffer));

    /// <summary>The values with their shape.</summary>
    public ReadOnlyTensorSpan<float> Tensor => new(Value, _lengths);

    internal TorchLayout Torch { get; }

    /// <summary>Its name in files of before it was renamed; null where it was not.</summary>
    internal abstract string? FormerName { get; }

    /// <summary>Place in the flat buffer.</summary>
    internal int Offset { get; }

    private protected Network Network { get; }

    /// <summary>
    /// The values to change, until weights are loaded or restored, which gives the model others. The change counts from the next prediction
    /// or training step on; one that runs at the same time on another thread may see some of it.
    /// </summary>
    public Span<float> Edit() => Network.Backend.Edit(_buffer).Slice(Offset, Length);

    /// <summary>The values to change, with their shape.</summary>
    public TensorSpan<float> EditTensor() => new(Edit(), _lengths);

    /// <summary>
    /// The values in PyTorch's order: [O, I] for a dense layer, [O, I / groups, Kh, Kw] for a convolution; what runs over the features of a
    /// flattened image has them as PyTorch flattens [C, H, W].
    /// </summary>
    public float[] ToTorch() => Torch.ToTorch(Value);

    /// <summary>Sets the values from PyTorch's order.</summary>
    public void FromTorch(ReadOnlySpan<float> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException($"{Name} takes {Shapes.Text(Torch.Shape)} = {Length} floats, found {values.Length}.");
        }

        Torch.FromTorch(values, Edit());
    }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Name} {Shapes.Text(_shape)}";

    private string DebuggerText => $"{this}: {DebuggerTexts.Values(Value)}";

    private protected ReadOnlySpan<float> Part(ReadOnlySpan<float> buffer) => buffer.Slice(Offset, Length);
}
