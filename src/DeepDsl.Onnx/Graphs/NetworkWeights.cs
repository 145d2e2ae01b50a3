using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>The parameters and states of a model, all of one moment.</summary>
internal sealed class NetworkWeights
{
    private readonly Network _net;
    private readonly float[] _values;
    private readonly Dictionary<string, NamedTensor> _tensors;

    public NetworkWeights(Network net)
    {
        _net = net;
        _values = net.CopyValues();
        _tensors = net.Parameters.Concat<NamedTensor>(net.States).ToDictionary(t => t.Name);
    }

    public float[] Of(LeafNode leaf)
    {
        NamedTensor tensor = _tensors[leaf is ParameterNode parameter ? parameter.Name : ((StateNode)leaf).Name];
        return _values.AsSpan(_net.PlaceInValues(tensor), tensor.Length).ToArray();
    }
}
