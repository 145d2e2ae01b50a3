using System.Runtime.InteropServices;

namespace DeepDsl.Onnx;

/// <summary>A tensor that the file holds: a weight or a constant.</summary>
/// <param name="Name">Of the value that it is.</param>
/// <param name="Type">Of its elements.</param>
/// <param name="Shape">Row-major.</param>
/// <param name="Bytes">Its elements, made as they are written.</param>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, Func<byte[]> Bytes)
{
    public long Length => Shape.Aggregate(1L, (n, d) => checked(n * d)) * Type switch
    {
        OnnxType.Int8 => sizeof(sbyte),
        OnnxType.Float16 => sizeof(ushort),
        OnnxType.Int64 => sizeof(long),
        _ => sizeof(float),
    };

    public static OnnxTensor Floats(string name, IReadOnlyList<long> shape, Func<float[]> values) =>
        new(name, OnnxType.Float, shape, () => LittleEndian(MemoryMarshal.AsBytes(values().AsSpan()).ToArray(), sizeof(float)));

    public static OnnxTensor Longs(string name, IReadOnlyList<long> shape, long[] values) =>
        new(name, OnnxType.Int64, shape, () => LittleEndian(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), sizeof(long)));

    private static byte[] LittleEndian(byte[] bytes, int size)
    {
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += size)
            {
                bytes.AsSpan(i, size).Reverse();
            }
        }

        return bytes;
    }
}
