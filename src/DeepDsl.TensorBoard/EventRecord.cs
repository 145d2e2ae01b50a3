using System.Buffers.Binary;
using System.Numerics;

namespace DeepDsl;

/// <summary>A record of TensorFlow's format: the length, its check, the data, their check. Checks are CRC-32C, masked.</summary>
internal static class EventRecord
{
    private const uint Mask = 0xA282EAD8;

    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[8 + 4 + data.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Check(record.AsSpan(0, 8)));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Check(data));
        return record;
    }

    /// <summary>Turned and shifted, since the check of data that hold checks is a poor one.</summary>
    public static uint Check(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + Mask;

    /// <summary>By .NET's own step, which is an instruction of most processors.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }
        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        return ~crc;
    }
}
