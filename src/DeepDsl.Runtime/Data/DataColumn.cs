using System.Diagnostics;

namespace DeepDsl;

/// <summary>
/// Values of one input or target for every sample, row after row: floats, or ints (labels, token ids). The array is used as it is, not
/// copied, but that a fit on a graphics card may read a copy made when it starts: what is written into it while a fit runs may have no
/// effect.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DataColumn
{
    private readonly float[]? _floats;
    private readonly int[]? _ints;

    /// <param name="name">The model's input, or its target's output; where names differ, columns are matched by position.</param>
    /// <param name="values">All rows, one after the other.</param>
    /// <param name="width">Values per sample.</param>
    public DataColumn(string name, float[] values, int width = 1)
        : this(name, values.Length, width) => _floats = values;

    /// <inheritdoc cref="DataColumn(string, float[], int)"/>
    public DataColumn(string name, int[] values, int width = 1)
        : this(name, values.Length, width) => _ints = values;

    private DataColumn(string name, int length, int width)
    {
        if (width < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(width), $"Column '{name}': width is {width}; give the number of values per sample.");
        }
        if (length % width != 0)
        {
            throw new ArgumentException($"Column '{name}' has {length} values, which is not a multiple of its width {width}.");
        }
        Name = name;
        Width = width;
        Rows = length / width;
    }

    /// <summary>Name of the input or target.</summary>
    public string Name { get; }

    /// <summary>Values per sample.</summary>
    public int Width { get; }

    /// <summary>Number of samples in the array.</summary>
    public int Rows { get; }

    /// <summary>True for ints.</summary>
    public bool IsInt => _ints != null;

    /// <summary>All floats; an error where the column holds ints.</summary>
    public float[] Floats =>
        _floats ?? throw new InvalidOperationException($"Column '{Name}' holds ints, not floats. Read it through Ints.");

    /// <summary>All ints; an error where the column holds floats.</summary>
    public int[] Ints =>
        _ints ?? throw new InvalidOperationException($"Column '{Name}' holds floats, not ints. Read it through Floats.");

    /// <summary>Its name, and what a sample has: <c>input (64 floats)</c>.</summary>
    public override string ToString() => $"{Name} ({Width} {(IsInt ? "int" : "float")}{(Width == 1 ? "" : "s")})";

    /// <summary>Copies the first values of rows of <paramref name="values"/>, this column's array, one row after the other.</summary>
    internal void Gather<T>(T[] values, ReadOnlySpan<int> rows, Span<T> target, int width)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            values.AsSpan(rows[i] * Width, width).CopyTo(target[(i * width)..]);
        }
    }
}
