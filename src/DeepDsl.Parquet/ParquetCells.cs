using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace DeepDsl.Parquet;

/// <summary>The cells of a column in a group of rows, as texts; null for one that is missing.</summary>
internal static class ParquetCells
{
    private static readonly HashSet<Type> s_types =
    [
        typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan), typeof(TimeOnly), typeof(Guid),
        typeof(ReadOnlyMemory<char>),
    ];

    public static bool CanRead(DataField field) => s_types.Contains(field.ClrType);

    public static Func<int, string?> Read(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            string?[] texts = new string?[rows];
            group.ReadAsync(field, texts.AsMemory()!).AsTask().GetAwaiter().GetResult();
            return row => texts[row];
        }
        return Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Boolean => Values<bool>(group, field, rows, v => v ? "1" : "0"),
            TypeCode.SByte => Values<sbyte>(group, field, rows, Text),
            TypeCode.Byte => Values<byte>(group, field, rows, Text),
            TypeCode.Int16 => Values<short>(group, field, rows, Text),
            TypeCode.UInt16 => Values<ushort>(group, field, rows, Text),
            TypeCode.Int32 => Values<int>(group, field, rows, Text),
            TypeCode.UInt32 => Values<uint>(group, field, rows, Text),
            TypeCode.Int64 => Values<long>(group, field, rows, Text),
            TypeCode.UInt64 => Values<ulong>(group, field, rows, Text),
            TypeCode.Single => Values<float>(group, field, rows, v => float.IsNaN(v) ? null : Text(v)),
            TypeCode.Double => Values<double>(group, field, rows, v => double.IsNaN(v) ? null : Text(v)),
            TypeCode.Decimal => Values<decimal>(group, field, rows, Text),
            TypeCode.DateTime => Values<DateTime>(group, field, rows, v => v.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            _ => field.ClrType == typeof(DateOnly) ? Values<DateOnly>(group, field, rows, v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : field.ClrType == typeof(TimeOnly) ? Values<TimeOnly>(group, field, rows, v => v.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture))
                : field.ClrType == typeof(TimeSpan) ? Values<TimeSpan>(group, field, rows, v => v.ToString("c", CultureInfo.InvariantCulture))
                : Values<Guid>(group, field, rows, v => v.ToString()),
        };
    }

    private static Func<int, string?> Values<T>(ParquetRowGroupReader group, DataField field, int rows, Func<T, string?> text)
        where T : struct
    {
        if (!field.IsNullable)
        {
            T[] all = new T[rows];
            group.ReadAsync(field, all.AsMemory()).AsTask().GetAwaiter().GetResult();
            return row => text(all[row]);
        }
        T?[] values = new T?[rows];
        group.ReadAsync(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return row => values[row] is { } value ? text(value) : null;
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
