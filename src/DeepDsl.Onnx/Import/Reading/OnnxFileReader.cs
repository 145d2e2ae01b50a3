using System.Text;

namespace DeepDsl.Onnx;

/// <summary>Reads the messages of an ONNX file by the numbers of their fields; what no import asks for is skipped.</summary>
internal static class OnnxFileReader
{
    private const string OwnDomain = "ai.onnx";

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxFile Read(byte[] bytes)
    {
        try
        {
            OnnxFile file = new();
            bool hasGraph = false;
            foreach (ProtoField field in ProtoField.Of(bytes))
            {
                switch (field.Number)
                {
                    case 2: file.Producer = field.Text; break;
                    case 3: file.ProducerVersion = field.Text; break;
                    case 7: Graph(file, field.Bytes); hasGraph = true; break;
                    case 8: Opset(file, field.Bytes); break;
                }
            }

            return hasGraph ? file : throw new InvalidDataException("it has no graph.");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("a name in it is no UTF-8.", e);
        }
    }

    private static void Opset(OnnxFile file, ReadOnlyMemory<byte> message)
    {
        (string domain, long version) = ("", 0);
        foreach (ProtoField field in ProtoField.Of(message))
        {
            domain = field.Number == 1 ? field.Text : domain;
            version = field.Number == 2 ? field.Long : version;
        }

        if (domain is "" or OwnDomain)
        {
            file.Opset = (int)Math.Clamp(version, 0, int.MaxValue);
        }
    }

    private static void Graph(OnnxFile file, ReadOnlyMemory<byte> message)
    {
        foreach (ProtoField field in ProtoField.Of(message))
        {
            switch (field.Number)
            {
                case 1: file.Nodes.Add(Node(field.Bytes)); break;
                case 5: file.Tensors.Add(Tensor(field.Bytes)); break;
                case 11: file.Inputs.Add(Border(field.Bytes)); break;
                case 12: file.Outputs.Add(Border(field.Bytes)); break;
                case 15: throw new NotSupportedException("it has sparse tensors, which are not read. Save it with dense ones.");
            }
        }
    }

    private static OnnxNode Node(ReadOnlyMemory<byte> message)
    {
        (string name, string type, string domain) = ("", "", "");
        List<string> inputs = [];
        List<string> outputs = [];
        List<(string, object)> attributes = [];
        foreach (ProtoField field in ProtoField.Of(message))
        {
            switch (field.Number)
            {
                case 1: inputs.Add(field.Text); break;
                case 2: outputs.Add(field.Text); break;
                case 3: name = field.Text; break;
                case 4: type = field.Text; break;
                case 5: attributes.Add(Attribute(field.Bytes)); break;
                case 7: domain = field.Text; break;
            }
        }

        return new OnnxNode(name, domain is "" or OwnDomain ? type : $"{domain}.{type}", inputs, outputs, attributes);
    }

    private static (string Name, object Value) Attribute(ReadOnlyMemory<byte> message)
    {
        string name = "";
        object? value = null;
        List<float> reals = [];
        List<long> wholes = [];
        List<string> texts = [];
        long type = 0;
        foreach (ProtoField field in ProtoField.Of(message))
        {
            switch (field.Number)
            {
                case 1: name = field.Text; break;
                case 20: type = field.Long; break;
                case 2: value = field.Float; break;
                case 3: value = field.Long; break;
                case 4: value = field.LooseText; break;
                case 5: value = Tensor(field.Bytes); break;
                case 7: reals.AddRange(field.Floats()); break;
                case 8: wholes.AddRange(field.Longs()); break;
                case 9: texts.Add(field.LooseText); break;
            }
        }

        // What is zero or empty may be left out.
        return (name, wholes.Count > 0 ? wholes.ToArray() : reals.Count > 0 ? reals.ToArray() : texts.Count > 0 ? texts.ToArray()
            : value ?? type switch { 1 => 0f, 2 => 0L, 3 => "", 6 => Array.Empty<float>(), 8 => Array.Empty<string>(), _ =>
                Array.Empty<long>() });
    }

    private static StoredTensor Tensor(ReadOnlyMemory<byte> message)
    {
        StoredTensor tensor = new();
        Dictionary<string, string> external = [];
        bool isExternal = false;
        foreach (ProtoField field in ProtoField.Of(message))
        {
            switch (field.Number)
            {
                case 1: tensor.Shape.AddRange(field.Longs()); break;
                case 2: tensor.Type = (int)Math.Clamp(field.Long, 0, int.MaxValue); break;
                case 4: tensor.Reals.AddRange(field.Floats().Select(v => (double)v)); break;
                case 5 or 7 or 11: tensor.Wholes.AddRange(field.Longs()); break;
                case 8: tensor.Name = field.Text; break;
                case 9: tensor.Raw = field.Bytes; break;
                case 10: tensor.Reals.AddRange(field.Doubles()); break;
                case 13: Entry(external, field.Bytes); break;
                case 14: isExternal = field.Long == 1; break;
            }
        }

        tensor.External = isExternal ? external : null;
        return tensor;
    }

    private static void Entry(Dictionary<string, string> entries, ReadOnlyMemory<byte> message)
    {
        (string key, string value) = ("", "");
        foreach (ProtoField field in ProtoField.Of(message))
        {
            key = field.Number == 1 ? field.Text : key;
            value = field.Number == 2 ? field.Text : value;
        }

        entries[key] = value;
    }

    private static BorderValue Border(ReadOnlyMemory<byte> message)
    {
        string name = "";
        int type = 0;
        List<BorderSize>? shape = null;
        foreach (ProtoField field in ProtoField.Of(message))
        {
            if (field.Number == 1)
            {
                name = field.Text;
            }
            else if (field.Number == 2)
            {
                foreach (ProtoField ofTensor in ProtoField.Of(field.Bytes).Where(f => f.Number == 1).SelectMany(f => ProtoField.Of(f.Bytes)))
                {
                    type = ofTensor.Number == 1 ? (int)Math.Clamp(ofTensor.Long, 0, int.MaxValue) : type;
                    shape = ofTensor.Number == 2 ? [.. ProtoField.Of(ofTensor.Bytes).Where(f => f.Number == 1).Select(f => Size(f.Bytes))]
                        : shape;
                }
            }
        }

        return new BorderValue(name, type, shape);
    }

    private static BorderSize Size(ReadOnlyMemory<byte> message)
    {
        BorderSize size = new(null, "");
        foreach (ProtoField field in ProtoField.Of(message))
        {
            size = field.Number switch { 1 => new BorderSize(field.Long, ""), 2 => new BorderSize(null, field.Text), _ => size };
        }

        // Some exporters write sizes that are not known as less than one.
        return size.Size < 1 ? new BorderSize(null, "") : size;
    }
}
