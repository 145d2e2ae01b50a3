using System.Globalization;

namespace DeepDsl.Onnx;

/// <summary>
/// ONNX's messages by the numbers of their fields, as onnx.proto of the ONNX project (Apache-2.0) publishes them. Only what an export says
/// is here: the numbers never change. What an import asks for is in OnnxFileReader.
/// </summary>
internal static class OnnxSchema
{
    private const int ExternalLocation = 1;

    /// <param name="graph">What it computes.</param>
    /// <param name="opset">Of the operators that it calls.</param>
    /// <param name="producer">Name and version of what wrote it.</param>
    /// <param name="metadata">Keys and texts.</param>
    /// <param name="weights">Where tensors lie beside the file; null where they lie in it.</param>
    public static ProtoMessage Model(
        OnnxGraph graph, int opset, (string Name, string Version) producer, IEnumerable<(string Key, string Value)> metadata,
        ExternalWeights? weights)
    {
        ProtoMessage model = new ProtoMessage()
            .Add(1, Opsets.FormatOf(opset)).Add(2, producer.Name).Add(3, producer.Version)
            .Add(7, Graph(graph, name => graph.Renamed.GetValueOrDefault(name, name), weights))
            .Add(8, new ProtoMessage().Add(1, "").Add(2, (long)opset));
        foreach ((string key, string value) in metadata)
        {
            model.Add(14, new ProtoMessage().Add(1, key).Add(2, value));
        }

        return model;
    }

    /// <summary>A graph by itself, with its tensors inside.</summary>
    public static ProtoMessage Graph(OnnxGraph graph) => Graph(graph, name => name, weights: null);

    private static ProtoMessage Graph(OnnxGraph graph, Func<string, string> name, ExternalWeights? weights)
    {
        ProtoMessage message = new();
        foreach (OnnxNode node in graph.Nodes)
        {
            message.Add(1, Node(node, name));
        }

        message.Add(2, graph.Name);
        foreach (OnnxTensor tensor in graph.Tensors)
        {
            message.Add(5, Tensor(tensor, weights));
        }

        foreach (OnnxValue input in graph.Inputs)
        {
            message.Add(11, Value(input, name));
        }

        foreach (OnnxValue output in graph.Outputs)
        {
            message.Add(12, Value(output, name));
        }

        return message;
    }

    private static ProtoMessage Node(OnnxNode node, Func<string, string> name)
    {
        ProtoMessage message = new();
        foreach (string input in node.Inputs)
        {
            message.Add(1, name(input));
        }

        foreach (string output in node.Outputs)
        {
            message.Add(2, name(output));
        }

        message.Add(3, node.Name).Add(4, node.Operator);
        foreach ((string key, object value) in node.Attributes)
        {
            message.Add(5, Attribute(key, value, name));
        }

        return message;
    }

    private static ProtoMessage Attribute(string key, object value, Func<string, string> name)
    {
        ProtoMessage message = new ProtoMessage().Add(1, key);
        return value switch
        {
            float number => message.Add(2, number).Add(20, 1L),
            long number => message.Add(3, number).Add(20, 2L),
            string text => message.Add(4, text).Add(20, 3L),
            OnnxGraph graph => message.Add(6, Graph(graph, name, weights: null)).Add(20, 5L),
            long[] numbers => numbers.Aggregate(message, (m, number) => m.Add(8, number)).Add(20, 7L),
            string[] texts => texts.Aggregate(message, (m, text) => m.Add(9, text)).Add(20, 8L),
            _ => throw new InvalidOperationException($"Attribute {key} is a {value.GetType().Name}."),
        };
    }

    private static ProtoMessage Tensor(OnnxTensor tensor, ExternalWeights? weights)
    {
        ProtoMessage message = new();
        foreach (long size in tensor.Shape)
        {
            message.Add(1, size);
        }

        message.Add(2, (long)tensor.Type).Add(8, tensor.Name);
        if (weights?.PlaceOf(tensor) is not { } place)
        {
            return message.Add(9, tensor.Length, tensor.Bytes);
        }

        ProtoMessage Entry(string key, string value) => new ProtoMessage().Add(1, key).Add(2, value);
        return message
            .Add(13, Entry("location", weights.File))
            .Add(13, Entry("offset", place.ToString(CultureInfo.InvariantCulture)))
            .Add(13, Entry("length", tensor.Length.ToString(CultureInfo.InvariantCulture)))
            .Add(14, (long)ExternalLocation);
    }

    private static ProtoMessage Value(OnnxValue value, Func<string, string> name)
    {
        ProtoMessage shape = new();
        foreach (string size in value.Shape)
        {
            shape.Add(1, long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? new ProtoMessage().Add(1, number)
                : new ProtoMessage().Add(2, size));
        }

        ProtoMessage type = new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)value.Type).Add(2, shape));
        return new ProtoMessage().Add(1, name(value.Name)).Add(2, type);
    }
}
