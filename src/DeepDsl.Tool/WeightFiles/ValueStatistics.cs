using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>What the values of an array are, gathered as they pass by.</summary>
internal sealed class ValueStatistics
{
    private double _sum;
    private long _finite;

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public long NaNs { get; private set; }

    public long Infinities { get; private set; }

    /// <summary>Of those that are finite; not a number where none is.</summary>
    public double Mean => _sum / _finite;

    public bool HasFinite => _finite > 0;

    public void Add(double value)
    {
        if (double.IsFinite(value))
        {
            _finite++;
            _sum += value;
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
        }
        else if (double.IsNaN(value))
        {
            NaNs++;
        }
        else
        {
            Infinities++;
        }
    }

    /// <summary>Whole values as a file has them, the lowest byte first.</summary>
    public void Add(SafetensorsType type, ReadOnlySpan<byte> bytes)
    {
        if (type == SafetensorsType.F32 && BitConverter.IsLittleEndian)
        {
            foreach (float value in MemoryMarshal.Cast<byte, float>(bytes))
            {
                Add(value);
            }
            return;
        }
        int size = SafetensorsHeader.ElementSize(type);
        for (int i = 0; i < bytes.Length; i += size)
        {
            Add(Value(type, bytes.Slice(i, size)));
        }
    }

    private static double Value(SafetensorsType type, ReadOnlySpan<byte> value) => type switch
    {
        SafetensorsType.F32 => BinaryPrimitives.ReadSingleLittleEndian(value),
        SafetensorsType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(value),
        SafetensorsType.I16 => BinaryPrimitives.ReadInt16LittleEndian(value),
        SafetensorsType.I32 => BinaryPrimitives.ReadInt32LittleEndian(value),
        SafetensorsType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(value),
        SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F8_E4M3 or SafetensorsType.F8_E5M2 =>
            SafetensorsElements.Float(type, value),
        _ => SafetensorsElements.Whole(type, value)!.Value,
    };
}
