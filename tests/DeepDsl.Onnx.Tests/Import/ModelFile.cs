using System.Globalization;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>Small files, node by node: of 'x' they make 'y'.</summary>
internal static class ModelFile
{
    public static OnnxNode Node(string op, string inputs, string output, params (string Name, object Value)[] attributes) =>
        new("", op, inputs.Split(' '), [output], attributes);

    public static ProtoMessage Tensor(string name, long[] shape, ProtoMessage data, int type = 1) =>
        shape.Aggregate(data.Add(8, name).Add(2, (long)type), (message, size) => message.Add(1, size));

    public static ProtoMessage Longs(string name, params long[] values) =>
        Tensor(name, [values.Length], values.Aggregate(new ProtoMessage(), (message, value) => message.Add(7, value)), type: 7);

    public static ProtoMessage Floats(string name, long[] shape, params float[] values) =>
        Tensor(name, shape, new ProtoMessage().Add(9, 4 * values.Length, () => [.. values.SelectMany(BitConverter.GetBytes)]));

    public static ProtoMessage External(string name, string location, long offset, long length)
    {
        static ProtoMessage Entry(string key, string value) => new ProtoMessage().Add(1, key).Add(2, value);
        ProtoMessage places = new ProtoMessage().Add(13, Entry("location", location)).Add(14, 1);
        places.Add(13, Entry("offset", offset.ToString(CultureInfo.InvariantCulture))).Add(
            13, Entry("length", length.ToString(CultureInfo.InvariantCulture)));
        return Tensor(name, [3], places);
    }

    public static void Write(
        string path, OnnxNode[] nodes, ProtoMessage[] tensors, int opset = 13, string[]? shape = null, string producer = "test")
    {
        ProtoMessage graph = OnnxSchema.Graph(
            new OnnxGraph("g", [new OnnxValue("x", OnnxType.Float, shape ?? ["N", "3"])],
                [new OnnxValue("y", OnnxType.Float, shape ?? ["N", "3"])], nodes, []));
        foreach (ProtoMessage tensor in tensors)
        {
            graph.Add(5, tensor);
        }

        ProtoMessage model = new ProtoMessage().Add(1, 8).Add(2, producer).Add(3, "1").Add(7, graph).Add(
            8, new ProtoMessage().Add(1, "").Add(2, opset));
        using MemoryStream stream = new();
        model.WriteTo(stream);
        File.WriteAllBytes(path, stream.ToArray());
    }
}
