using System.Buffers.Binary;

namespace DeepDsl.Keras;

/// <summary>Bytes that are read one field after another, lowest first.</summary>
internal sealed class HdfBytes(byte[] bytes)
{
    private int _at;

    public int Left => bytes.Length - _at;

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint Int() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public void Skip(int count) => Take(count);

    public byte[] Rest() => Take(Left).ToArray();

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Left)
        {
            throw new InvalidDataException($"One of its parts ends {count - Left} bytes too early.");
        }

        _at += (int)count;
        return bytes.AsSpan(_at - (int)count, (int)count);
    }
}
