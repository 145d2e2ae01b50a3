using System.Buffers.Binary;
using System.Text.Json;

namespace DeepDsl;

/// <summary>
/// Named arrays in the safetensors format, which the Python ecosystem reads and writes too: the length of a JSON header (8 bytes), the
/// header with types, shapes and places, then the values without gaps.
/// </summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> _tensors;

    private SafetensorsFile(string path, Dictionary<string, SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Path = path;
        _tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>Where the file was read from.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _tensors;

    /// <summary>Free texts of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The named tensor; an error where it is missing.</summary>
    public SafetensorsTensor Tensor(string name) =>
        _tensors.TryGetValue(name, out SafetensorsTensor? tensor)
            ? tensor
            : throw new InvalidDataException($"{Path} has no tensor '{Listing.Short(name)}'.{NearestName.Suggest(name, _tensors.Keys)}");

    /// <summary>
    /// Reads a whole file. The header is checked in full against the file's real size before any value is read, so a damaged or hostile
    /// file costs no memory beyond its own size.
    /// </summary>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            SafetensorsHeader header = SafetensorsHeader.Read(stream);
            Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
            foreach (SafetensorsHeader.Entry entry in header.Entries)
            {
                tensors.Add(entry.Name, entry.ReadFrom(stream));
            }
            return new SafetensorsFile(path, tensors, header.Metadata);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path} is not a valid safetensors file: {e.Message} Write or download the file again.", e);
        }
    }

    /// <summary>Writes a file in one piece: a crash leaves the old file or the new one.</summary>
    public static void Write(string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // Wide elements first, as the format's reference does: every tensor is then aligned for readers that map the file.
        SafetensorsTensor[] ordered = [.. tensors.OrderByDescending(t => SafetensorsHeader.ElementSize(t.Type))];
        byte[] header = WriteHeader(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (SafetensorsTensor tensor in ordered)
            {
                tensor.WriteTo(stream);
            }
        });
    }

    private static byte[] WriteHeader(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach ((string key, string value) in metadata)
                {
                    json.WriteString(key, value);
                }
                json.WriteEndObject();
            }
            HashSet<string> names = new(StringComparer.Ordinal) { SafetensorsHeader.MetadataKey };
            long offset = 0;
            foreach (SafetensorsTensor tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                {
                    throw new ArgumentException(
                        $"Two tensors are called '{Listing.Short(tensor.Name)}', or the name is reserved. Give each its own.");
                }
                json.WriteStartObject(tensor.Name);
                json.WriteString(SafetensorsHeader.TypeKey, tensor.Type.ToString());
                WriteNumbers(json, SafetensorsHeader.ShapeKey, tensor.Shape.Select(d => (long)d));
                WriteNumbers(json, SafetensorsHeader.OffsetsKey, [offset, offset + tensor.ByteLength]);
                json.WriteEndObject();
                offset += tensor.ByteLength;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    }
}
