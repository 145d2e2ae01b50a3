namespace DeepDsl;

/// <summary>Makes of the arrays of a file those that a model has, in their own type.</summary>
internal static class TensorParts
{
    /// <summary>
    /// Arrays one under another: rows of the first, then of the next. Null where they differ in type or in the size of a row.
    /// </summary>
    public static SafetensorsTensor? Stacked(string name, IReadOnlyList<SafetensorsTensor> parts, string source)
    {
        SafetensorsTensor first = parts[0];
        if (first.Shape.Count == 0 || !parts.All(p => p.Type == first.Type && p.Shape.Skip(1).SequenceEqual(first.Shape.Skip(1))))
        {
            return null;
        }
        using MemoryStream all = new();
        foreach (SafetensorsTensor part in parts)
        {
            part.WriteTo(all);
        }
        return SafetensorsTensor.FromBytes(name, first.Type, [parts.Sum(p => p.Shape[0]), .. first.Shape.Skip(1)], all.ToArray(), source);
    }

    /// <summary>Rows as columns; null for what is no matrix.</summary>
    public static SafetensorsTensor? Transposed(string name, SafetensorsTensor matrix, string source) =>
        matrix.Shape is [var rows, var columns] ? SafetensorsTensor.FromBytes(
            name, matrix.Type, [columns, rows],
            StridedValues.Take(Bytes(matrix), SafetensorsHeader.ElementSize(matrix.Type), 0, [columns, rows], [1, columns]), source)
        : null;

    /// <summary>The values as a file has them.</summary>
    public static byte[] Bytes(SafetensorsTensor tensor)
    {
        byte[] bytes = new byte[tensor.ByteLength];
        using MemoryStream stream = new(bytes);
        tensor.WriteTo(stream);
        return bytes;
    }
}
