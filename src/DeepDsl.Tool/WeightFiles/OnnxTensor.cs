using System.Globalization;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>An array of an ONNX file as its message says it; values are read once the message is known.</summary>
internal sealed class OnnxTensor
{
    /// <summary>ONNX's numbers of element types that files of weights have too, by their numbers.</summary>
    private static readonly Dictionary<long, SafetensorsType> s_types = new()
    {
        [1] = SafetensorsType.F32,
        [2] = SafetensorsType.U8,
        [3] = SafetensorsType.I8,
        [4] = SafetensorsType.U16,
        [5] = SafetensorsType.I16,
        [6] = SafetensorsType.I32,
        [7] = SafetensorsType.I64,
        [9] = SafetensorsType.BOOL,
        [10] = SafetensorsType.F16,
        [11] = SafetensorsType.F64,
        [12] = SafetensorsType.U32,
        [13] = SafetensorsType.U64,
        [16] = SafetensorsType.BF16,
        [17] = SafetensorsType.F8_E4M3,
        [19] = SafetensorsType.F8_E5M2,
    };

    private readonly List<long> _shape = [];
    private readonly Dictionary<string, string> _elsewhere = [];
    private readonly List<(long Start, long End)> _typed = [];
    private string _name = "";
    private long _type;
    private (long Start, long End)? _raw;

    public static OnnxTensor Read(ProtoStream stream, long end)
    {
        OnnxTensor tensor = new();
        stream.Fields(end, field =>
        {
            switch (field.Id)
            {
                case 1:
                    tensor._shape.AddRange(stream.Numbers(field));
                    break;
                case 2:
                    tensor._type = field.Number ?? 0;
                    break;
                case 4 or 10 when field.Number is null: // floats and doubles, whose bytes are those of raw data
                    tensor._typed.Add((stream.Position, field.End));
                    break;
                case 8:
                    tensor._name = stream.Text(field);
                    break;
                case 9:
                    tensor._raw = (stream.Position, field.End);
                    break;
                case 13:
                    (string key, string value) = Pair(stream, field.End);
                    tensor._elsewhere[key] = value;
                    break;
            }
        });
        return tensor;
    }

    /// <summary>A message of a key and a value.</summary>
    public static (string Key, string Value) Pair(ProtoStream stream, long end)
    {
        (string key, string value) = ("", "");
        stream.Fields(end, field =>
        {
            key = field.Id == 1 ? stream.Text(field) : key;
            value = field.Id == 2 ? stream.Text(field) : value;
        });
        return (key, value);
    }

    /// <summary>What ONNX calls an element type.</summary>
    public static string TypeName(long type) => s_types.TryGetValue(type, out SafetensorsType known) ? known.ToString() : type switch
    {
        8 => "STRING",
        14 => "COMPLEX64",
        15 => "COMPLEX128",
        _ => FormattableString.Invariant($"type {type}"),
    };

    /// <param name="stream">The file, which is left anywhere.</param>
    /// <param name="path">Its path: values may lie in a file beside it.</param>
    /// <param name="reads">Whether values are read, too.</param>
    /// <param name="stop">Whether the user wants it to end.</param>
    public InspectedTensor Inspect(FileStream stream, string path, bool reads, CancellationToken stop)
    {
        SafetensorsType? type = s_types.TryGetValue(_type, out SafetensorsType known) ? known : null;
        long size = type is { } t ? SafetensorsHeader.ElementSize(t) : 0;
        double bytes = _shape.Aggregate((double)size, (product, d) => product * d);
        if (_shape.Any(d => d < 0) || bytes > long.MaxValue)
        {
            throw new InvalidDataException($"the array '{Listing.Short(_name)}' has sizes that nothing can have.");
        }
        if (_raw is { } raw && type is not null && raw.End - raw.Start != (long)bytes)
        {
            throw new InvalidDataException(
                $"the array '{Listing.Short(_name)}' of {type} [{Listing.Of(_shape, d => d.ToString(CultureInfo.InvariantCulture))}] has "
                + $"{raw.End - raw.Start} bytes in place of {bytes}.");
        }
        ValueStatistics? statistics = !reads || type is not { } element ? null
            : _elsewhere.Count > 0 ? Beside(path, element, (long)bytes, stop)
            : Values(stream, element, (long)bytes, stop);
        return new InspectedTensor(_name, TypeName(_type), _shape, (long)bytes, statistics);
    }

    /// <summary>Those in the file, where they lie in one piece; whole numbers that are written by their digits are not read.</summary>
    private ValueStatistics? Values(FileStream stream, SafetensorsType type, long bytes, CancellationToken stop)
    {
        if ((_raw ?? (_typed.Count == 1 && type is SafetensorsType.F32 or SafetensorsType.F64 ? _typed[0] : null)) is not { } place
            || place.End - place.Start != bytes)
        {
            return null;
        }
        stream.Position = place.Start;
        return StreamedValues.Read(stream, type, bytes, stop);
    }

    /// <summary>Those of a file beside it; a file leads nowhere else.</summary>
    private ValueStatistics? Beside(string path, SafetensorsType type, long bytes, CancellationToken stop)
    {
        string name = _elsewhere.GetValueOrDefault("location", "");
        if (name.Length == 0 || name.IndexOfAny(['/', '\\', ':', '\0']) >= 0 || name is "." or "..")
        {
            return null;
        }
        string place = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
        long offset = long.TryParse(_elsewhere.GetValueOrDefault("offset", "0"), CultureInfo.InvariantCulture, out long given) ? given : -1;
        if (!File.Exists(place) || new FileInfo(place).Length is var length && (offset < 0 || offset > length || bytes > length - offset))
        {
            return null;
        }
        using FileStream values = File.OpenRead(place);
        values.Position = offset;
        return StreamedValues.Read(values, type, bytes, stop);
    }
}
