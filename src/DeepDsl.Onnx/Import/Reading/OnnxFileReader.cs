using System.Text;

namespace DeepDsl.Onnx;

/// <summary>Reads the messages of an ONNX file by the numbers of their fields; what no import asks for is skipped.</summary>
internal static class OnnxFileReader
{
    /// <param name="stream">The file, from which tensors are read later.</param>
    /// <param name="hasAttributes">Whether nodes get what they are told beside their inputs.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxFile Read(Stream stream, bool hasAttributes = true)
    {
        try
        {
            OnnxFile file = new();
            bool hasGraph = false;
            foreach (ProtoField field in new ProtoReader(stream).Fields())
            {
                switch (field.Number)
                {
                    case 2: file.Producer = field.Remark; break;
                    case 3: file.ProducerVersion = field.Remark; break;
                    case 7: Graph(file, field, hasAttributes); hasGraph = true; break;
                    case 8: file.Operators.Add(Operators(field)); break;
                }
            }

            return hasGraph ? file : throw new InvalidDataException("it has no graph.");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("a name in it is no UTF-8.", e);
        }
    }

    /// <summary>Free texts of the file, which say nothing to an import.</summary>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static IEnumerable<(string Key, string Value)> Metadata(Stream stream) =>
        new ProtoReader(stream).Fields().Where(f => f.Number == 14).Select(f => Entry(f, text => text.Remark));

    private static (string Domain, int Version) Operators(ProtoField message)
    {
        (string domain, long version) = ("", 0);
        foreach (ProtoField field in message.Fields())
        {
            domain = field.Number == 1 ? field.Text : domain;
            version = field.Number == 2 ? field.Long : version;
        }

        return (domain.Length == 0 ? OnnxFile.OwnDomain : domain, (int)Math.Clamp(version, 0, int.MaxValue));
    }

    private static void Graph(OnnxFile file, ProtoField message, bool hasAttributes)
    {
        foreach (ProtoField field in message.Fields())
        {
            switch (field.Number)
            {
                case 1: file.Nodes.Add(Node(field, hasAttributes)); break;
                case 5: file.Tensors.Add(Tensor(field)); break;
                case 11: file.Inputs.Add(Border(field)); break;
                case 12: file.Outputs.Add(Border(field)); break;
                case 15: file.HasSparseTensors = true; break;
            }
        }
    }

    private static OnnxNode Node(ProtoField message, bool hasAttributes)
    {
        (string name, string type, string domain) = ("", "", "");
        List<string> inputs = [];
        List<string> outputs = [];
        List<(string, object)> attributes = [];
        foreach (ProtoField field in message.Fields())
        {
            switch (field.Number)
            {
                case 1: inputs.Add(field.Text); break;
                case 2: outputs.Add(field.Text); break;
                case 3: name = field.Text; break;
                case 4: type = field.Text; break;
                case 5 when hasAttributes: attributes.Add(Attribute(field)); break;
                case 7: domain = field.Text; break;
            }
        }

        return new OnnxNode(name, domain is "" or OnnxFile.OwnDomain ? type : $"{domain}.{type}", inputs, outputs, attributes);
    }

    private static (string Name, object Value) Attribute(ProtoField message)
    {
        string name = "";
        object? value = null;
        List<float> reals = [];
        List<long> wholes = [];
        List<string> texts = [];
        long type = 0;
        foreach (ProtoField field in message.Fields())
        {
            switch (field.Number)
            {
                case 1: name = field.Text; break;
                case 20: type = field.Long; break;
                case 2: value = field.Float; break;
                case 3: value = field.Long; break;
                case 4: value = field.LooseText; break;
                case 5: value = Tensor(field); break;
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

    private static StoredTensor Tensor(ProtoField message)
    {
        StoredTensor tensor = new(message);
        Dictionary<string, string> external = [];
        bool isExternal = false;
        foreach (ProtoField field in message.Fields())
        {
            switch (field.Number)
            {
                case 1: tensor.Shape.AddRange(field.Longs()); break;
                case 2: tensor.Type = (int)Math.Clamp(field.Long, 0, int.MaxValue); break;
                case 8: tensor.Name = field.Text; break;
                case 9: tensor.Place = field; break;
                case 13: Add(external, Entry(field, text => text.Text)); break;
                case 14: isExternal = field.Long == 1; break;
            }
        }

        tensor.External = isExternal ? external : null;
        return tensor;
    }

    private static void Add(Dictionary<string, string> entries, (string Key, string Value) entry) => entries[entry.Key] = entry.Value;

    private static (string Key, string Value) Entry(ProtoField message, Func<ProtoField, string> read)
    {
        (string key, string value) = ("", "");
        foreach (ProtoField field in message.Fields())
        {
            key = field.Number == 1 ? read(field) : key;
            value = field.Number == 2 ? read(field) : value;
        }

        return (key, value);
    }

    private static BorderValue Border(ProtoField message)
    {
        string name = "";
        int type = 0;
        List<BorderSize>? shape = null;
        foreach (ProtoField field in message.Fields())
        {
            if (field.Number == 1)
            {
                name = field.Text;
            }
            else if (field.Number == 2)
            {
                foreach (ProtoField ofTensor in field.Fields().Where(f => f.Number == 1).SelectMany(f => f.Fields()))
                {
                    type = ofTensor.Number == 1 ? (int)Math.Clamp(ofTensor.Long, 0, int.MaxValue) : type;
                    shape = ofTensor.Number == 2 ? [.. ofTensor.Fields().Where(f => f.Number == 1).Select(Size)]
                        : shape;
                }
            }
        }

        return new BorderValue(name, type, shape);
    }

    private static BorderSize Size(ProtoField message)
    {
        BorderSize size = new(null, "");
        foreach (ProtoField field in message.Fields())
        {
            size = field.Number switch { 1 => new BorderSize(field.Long, ""), 2 => new BorderSize(null, field.Text), _ => size };
        }

        // Some exporters write sizes that are not known as less than one.
        return size.Size < 1 ? new BorderSize(null, "") : size;
    }
}
