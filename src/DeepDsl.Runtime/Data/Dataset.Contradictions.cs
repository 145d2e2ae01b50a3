using System.Runtime.InteropServices;

namespace DeepDsl;

/// <summary>Samples with equal inputs that have different answers, of which no model can be right.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Groups of samples whose inputs are equal to the bit and whose labels, or other targets, are not all equal; by their places, in the order in
    /// which they are met.
    /// </summary>
    public IReadOnlyList<int[]> Contradictions() =>
        [.. Enumerable.Range(0, Count).GroupBy(i => Bytes(i, Inputs), ByteArrays.Instance).Select(group => group.ToArray())
            .Where(group => group.Length > 1 && group.Select(i => Bytes(i, Targets)).Distinct(ByteArrays.Instance).Skip(1).Any())];

    /// <summary>The samples that are in no group of <see cref="Contradictions"/>, in their order. The values are not copied.</summary>
    public Dataset WithoutContradictions()
    {
        HashSet<int> found = [.. Contradictions().SelectMany(group => group)];
        return Where(i => !found.Contains(i));
    }

    private byte[] Bytes(int sample, IReadOnlyList<DataColumn> columns) => [.. columns.SelectMany(column => column.IsInt
        ? MemoryMarshal.AsBytes(column.Ints.AsSpan(_rows[sample] * column.Width, column.Width)).ToArray()
        : MemoryMarshal.AsBytes(column.Floats.AsSpan(_rows[sample] * column.Width, column.Width)).ToArray())];

    private sealed class ByteArrays : IEqualityComparer<byte[]>
    {
        public static ByteArrays Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes)
        {
            HashCode hash = default;
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
