using System.Globalization;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>An ONNX file: its arrays, and what it says of its graph.</summary>
internal sealed class OnnxInspection
{
    private readonly List<OnnxTensor> _tensors = [];
    private readonly List<(string, string)> _facts = [];
    private readonly SortedDictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Text)> _inputs = [];
    private readonly List<(string Name, string Text)> _outputs = [];
    private readonly List<string> _operators = [];
    private string _producer = "";
    private bool _hasGraph;

    private OnnxInspection()
    {
    }

    public static InspectedFile Read(string path, bool reads, CancellationToken stop)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            OnnxInspection file = new();
            file.ReadModel(new ProtoStream(stream), stream.Length);
            InspectedTensor[] tensors = [.. file._tensors.Select(t => t.Inspect(stream, path, reads, stop))];
            return file._hasGraph ? new InspectedFile("ONNX", [.. file.Facts(tensors)], tensors)
                : throw new InvalidDataException("it has no graph.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException(
                $"{path} is not a valid ONNX file: {Listing.Sentence(e.Message)} Write or download the file again.", e);
        }
    }

    private IEnumerable<(string, string)> Facts(InspectedTensor[] tensors)
    {
        HashSet<string> arrays = [.. tensors.Select(t => t.Name)];
        yield return ("producer", _producer);
        yield return ("operators", string.Join(", ", _operators));
        yield return ("inputs", string.Join(", ", _inputs.Where(i => !arrays.Contains(i.Name)).Select(i => i.Text))); // some list arrays too
        yield return ("outputs", string.Join(", ", _outputs.Select(o => o.Text)));
        yield return ("nodes", string.Join(", ", _nodes.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} {n.Value}"))));
        foreach ((string, string) fact in _facts)
        {
            yield return fact;
        }
    }

    private void ReadModel(ProtoStream stream, long end) => stream.Fields(end, field =>
    {
        switch (field.Id)
        {
            case 2:
                _producer = stream.Text(field) + _producer;
                break;
            case 3:
                _producer += " " + stream.Text(field);
                break;
            case 7:
                _hasGraph = true;
                ReadGraph(stream, field.End);
                break;
            case 8:
                ReadOperators(stream, field.End);
                break;
            case 14:
                _facts.Add(OnnxTensor.Pair(stream, field.End));
                break;
        }
    });

    private void ReadGraph(ProtoStream stream, long end) => stream.Fields(end, field =>
    {
        switch (field.Id)
        {
            case 1:
                string op = "";
                stream.Fields(field.End, f => op = f.Id == 4 ? stream.Text(f) : op);
                _nodes[op] = _nodes.GetValueOrDefault(op) + 1;
                break;
            case 5:
                _tensors.Add(OnnxTensor.Read(stream, field.End));
                break;
            case 11:
                _inputs.Add(Value(stream, field.End));
                break;
            case 12:
                _outputs.Add(Value(stream, field.End));
                break;
        }
    });

    private void ReadOperators(ProtoStream stream, long end)
    {
        (string domain, long version) = ("", 0);
        stream.Fields(end, field =>
        {
            domain = field.Id == 1 ? stream.Text(field) : domain;
            version = field.Id == 2 ? field.Number ?? 0 : version;
        });
        _operators.Add(string.Create(CultureInfo.InvariantCulture, $"{(domain.Length == 0 ? "ai.onnx" : domain)} {version}"));
    }

    /// <summary>A name with its type and shape.</summary>
    private static (string Name, string Text) Value(ProtoStream stream, long end)
    {
        string name = "";
        long type = 0;
        List<string> shape = [];
        stream.Fields(end, field =>
        {
            if (field.Id == 1)
            {
                name = stream.Text(field);
            }
            else if (field.Id == 2)
            {
                stream.Fields(field.End, kind =>
                {
                    if (kind.Id == 1)
                    {
                        stream.Fields(kind.End, tensor =>
                        {
                            type = tensor.Id == 1 ? tensor.Number ?? 0 : type;
                            if (tensor.Id == 2)
                            {
                                stream.Fields(tensor.End, size => shape.Add(Size(stream, size.End)));
                            }
                        });
                    }
                });
            }
        });
        return (name, $"{name} {OnnxTensor.TypeName(type)} [{string.Join(", ", shape)}]");
    }

    private static string Size(ProtoStream stream, long end)
    {
        string size = "?";
        stream.Fields(end, field => size = field.Id switch
        {
            1 => (field.Number ?? 0).ToString(CultureInfo.InvariantCulture),
            2 => stream.Text(field),
            _ => size,
        });
        return size;
    }
}
