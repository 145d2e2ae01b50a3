using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace DeepDsl;

/// <summary>Reads and checks the header of a safetensors file. Nothing in it is believed before it fits the file's real size.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";
    public const string TypeKey = "dtype";
    public const string ShapeKey = "shape";
    public const string OffsetsKey = "data_offsets";

    /// <summary>The reference implementation's limit.</summary>
    private const long MaxHeaderLength = 100_000_000;

    private SafetensorsHeader(Entry[] entries, Dictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Leaves the stream at the first tensor.</summary>
    public static SafetensorsHeader Read(Stream stream)
    {
        long fileLength = stream.Length;
        if (fileLength < 8)
        {
            throw new InvalidDataException($"it has {fileLength} bytes, but the header's length alone takes 8.");
        }
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)Math.Min(fileLength - 8, MaxHeaderLength))
        {
            throw new InvalidDataException(
                $"its header should take {headerLength} bytes, but {fileLength - 8} follow (and at most {MaxHeaderLength} are allowed).");
        }
        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        try
        {
            SafetensorsHeader header = Parse(json);
            CheckPlaces(header.Entries, fileLength - 8 - json.Length);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"its header is not valid JSON ({Listing.Short(e.Message)})", e);
        }
    }

    public static int ElementSize(SafetensorsType type) => type switch
    {
        SafetensorsType.BOOL or SafetensorsType.U8 or SafetensorsType.I8 or SafetensorsType.F8_E4M3 or SafetensorsType.F8_E5M2 => 1,
        SafetensorsType.U16 or SafetensorsType.I16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.U32 or SafetensorsType.I32 or SafetensorsType.F32 => 4,
        _ => 8,
    };

    private static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        Dictionary<string, string>? metadata = null;
        Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(reader, JsonTokenType.StartObject, "the header");
        }
        while (NextProperty(ref reader, out string name))
        {
            if (name == MetadataKey)
            {
                metadata = metadata == null ? ParseMetadata(ref reader) : throw Duplicate(name);
            }
            else if (!entries.TryAdd(name, ParseEntry(ref reader, name)))
            {
                throw Duplicate(name);
            }
        }
        // Demands that nothing but white space follows.
        reader.Read();
        return new SafetensorsHeader([.. entries.Values.OrderBy(e => e.Begin).ThenBy(e => e.End)], metadata ?? []);
    }

    private static Dictionary<string, string> ParseMetadata(ref Utf8JsonReader reader)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(reader, JsonTokenType.StartObject, $"'{MetadataKey}'");
        }
        while (NextProperty(ref reader, out string key))
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw Unexpected(reader, JsonTokenType.String, $"'{MetadataKey}.{Listing.Short(key)}'");
            }
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw Duplicate($"{MetadataKey}.{key}");
            }
        }
        return metadata;
    }

    private static Entry ParseEntry(ref Utf8JsonReader reader, string name)
    {
        SafetensorsType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(reader, JsonTokenType.StartObject, $"tensor '{Listing.Short(name)}'");
        }
        while (NextProperty(ref reader, out string key))
        {
            bool isNew = key switch
            {
                TypeKey => type == null,
                ShapeKey => shape == null,
                OffsetsKey => offsets == null,
                _ => throw new InvalidDataException($"tensor '{Listing.Short(name)}' has an unknown property '{Listing.Short(key)}'."),
            };
            if (!isNew)
            {
                throw Duplicate($"{Listing.Short(name)}.{key}");
            }
            switch (key)
            {
                case TypeKey:
                    type = ParseType(ref reader, name);
                    break;
                case ShapeKey:
                    shape = ParseNumbers(ref reader, name, key);
                    break;
                default:
                    offsets = ParseNumbers(ref reader, name, key);
                    break;
            }
        }
        if (type == null || shape == null || offsets is not [long begin, long end])
        {
            throw new InvalidDataException($"tensor '{Listing.Short(name)}' needs dtype, shape and two data_offsets.");
        }
        return Entry.Checked(name, type.Value, shape, begin, end);
    }

    private static SafetensorsType ParseType(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(reader, JsonTokenType.String, $"dtype of tensor '{Listing.Short(name)}'");
        }
        string text = reader.GetString()!;
        return Array.IndexOf(Enum.GetNames<SafetensorsType>(), text) >= 0
            ? Enum.Parse<SafetensorsType>(text)
            : throw new InvalidDataException($"tensor '{Listing.Short(name)}' has the unknown dtype '{Listing.Short(text)}'.");
    }

    private static long[] ParseNumbers(ref Utf8JsonReader reader, string name, string key)
    {
        List<long> numbers = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected(reader, JsonTokenType.StartArray, $"{key} of tensor '{Listing.Short(name)}'");
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new InvalidDataException($"{key} of tensor '{Listing.Short(name)}' must hold whole numbers from 0 to 2^63 - 1.");
            }
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>Moves to the value of the object's next property; false at its end.</summary>
    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        bool more = reader.TokenType == JsonTokenType.PropertyName;
        name = more ? reader.GetString()! : "";
        if (more)
        {
            reader.Read();
        }
        return more;
    }

    private static void CheckPlaces(IReadOnlyList<Entry> entries, long dataLength)
    {
        long expected = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != expected)
            {
                string what = entry.Begin < expected ? "overlaps the tensor before it" : "leaves a gap after the tensor before it";
                throw new InvalidDataException(
                    $"tensor '{Listing.Short(entry.Name)}' starts at byte {entry.Begin} and {what}, which ends at {expected}.");
            }
            expected = entry.End;
        }
        if (expected != dataLength)
        {
            throw new InvalidDataException($"its tensors take {expected} bytes, but {dataLength} follow the header.");
        }
    }

    private static InvalidDataException Unexpected(in Utf8JsonReader reader, JsonTokenType expected, string what) =>
        new($"{what} should be a JSON {expected}, but is {reader.TokenType}.");

    private static InvalidDataException Duplicate(string name) => new($"'{Listing.Short(name)}' appears twice in its header.");

    internal sealed record Entry(string Name, SafetensorsType Type, int[] Shape, int Elements, long Begin, long End)
    {
        public static Entry Checked(string name, SafetensorsType type, long[] shape, long begin, long end)
        {
            UInt128 bytes = (UInt128)ElementSize(type);
            foreach (long dimension in shape)
            {
                // Saturates: a product past 2^64 can equal no file's size, whatever factors follow (0 included, as in the reference).
                bytes = bytes > ulong.MaxValue ? bytes : bytes * (UInt128)dimension;
            }
            if (end < begin || bytes != (UInt128)(end - begin))
            {
                throw new InvalidDataException(
                    $"tensor '{Listing.Short(name)}' of {type} {Describe(shape)} does not fit its place from byte {begin} to {end}.");
            }
            if (bytes > int.MaxValue || shape.Any(d => d > int.MaxValue))
            {
                throw new InvalidDataException($"tensor '{Listing.Short(name)}' of {type} {Describe(shape)} exceeds the supported 2 GB.");
            }
            return new Entry(name, type, Array.ConvertAll(shape, d => (int)d), (int)bytes / ElementSize(type), begin, end);
        }

        private static string Describe(long[] shape) => $"[{Listing.Of(shape, d => d.ToString(CultureInfo.InvariantCulture))}]";

        public SafetensorsTensor ReadFrom(FileStream stream) =>
            SafetensorsTensor.ReadFrom(stream, stream.Name, Name, Type, Shape, Elements, ElementSize(Type));
    }
}
