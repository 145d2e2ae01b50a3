using System.Buffers.Binary;

namespace DeepDsl;

/// <summary>
/// What torch.save wrote before PyTorch 1.6, and still does on request: pickles of a magic number, a version, the machine, what was saved,
/// and the keys of its values, and then those values.
/// </summary>
internal static class TorchStream
{
    private const long Version = 1001;

    public static bool IsOne(ReadOnlySpan<byte> start) => start.StartsWith((byte[])[0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46]);

    public static Dictionary<string, SafetensorsTensor> Read(FileStream stream)
    {
        PickleReader reader = new(stream);
        reader.Read();
        if (reader.Read() is not Version)
        {
            throw new InvalidDataException($"its version is not {Version}, which torch.save writes.");
        }
        if (reader.Read() is not PickleMap machine || machine.Entries.Any(e => e is { Key: "little_endian", Value: not true }))
        {
            throw new InvalidDataException(
                "the highest byte of its numbers stands first, and the lowest is read. Save it on another machine.");
        }
        long start = stream.Position;
        object? root = reader.Read();
        long work = TorchFile.MostWork(stream.Position - start);
        if (reader.Read() is not PickleList keys)
        {
            throw new InvalidDataException("the keys of its values are missing.");
        }
        Dictionary<string, long> places = Places(stream, keys, reader.Storages);
        return TorchTensors.Read(StateDict.Tensors(root, work), stream.Name, stream.Length, storage =>
        {
            byte[] values = new byte[storage.Elements * SafetensorsHeader.ElementSize(storage.Type)];
            stream.Position = places.TryGetValue(storage.Key, out long place) ? place
                : throw new InvalidDataException($"it lacks the values '{Listing.Short(storage.Key)}'.");
            stream.ReadExactly(values);
            return values;
        });
    }

    /// <summary>
    /// Where the values of each key begin. Those follow one another with their number in front, and only the pickle says their type.
    /// </summary>
    private static Dictionary<string, long> Places(FileStream stream, PickleList keys, IReadOnlyDictionary<string, TorchStorage> storages)
    {
        Dictionary<string, long> places = new(StringComparer.Ordinal);
        Span<byte> prefix = stackalloc byte[8];
        foreach (object? key in keys.Items)
        {
            if (key is not string name || !storages.TryGetValue(name, out TorchStorage? storage))
            {
                throw new InvalidDataException("it has values that belong to no tensor.");
            }
            stream.ReadExactly(prefix);
            long count = BinaryPrimitives.ReadInt64LittleEndian(prefix);
            UInt128 bytes = (UInt128)storage.Elements * (UInt128)SafetensorsHeader.ElementSize(storage.Type);
            if (count != storage.Elements || bytes > (UInt128)(stream.Length - stream.Position) || !places.TryAdd(name, stream.Position))
            {
                throw new InvalidDataException($"its values '{Listing.Short(name)}' are {count} in place of {storage.Elements}, or cut off.");
            }
            stream.Position += (long)bytes;
        }
        return places;
    }
}
