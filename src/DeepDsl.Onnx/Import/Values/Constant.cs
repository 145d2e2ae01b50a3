namespace DeepDsl.Onnx;

/// <summary>
/// A tensor whose values are known: floats, or whole numbers and truth values. Axes along which all are equal may be kept once, since files
/// repeat numbers over batches of any size.
/// </summary>
internal sealed class Constant
{
    private Constant(long[] shape, int[] kept, float[]? floats, long[]? longs) => (Shape, Kept, Floats, Longs) = (shape, kept, floats, longs);

    /// <summary>As the file sees it.</summary>
    public long[] Shape { get; }

    /// <summary>As it is kept: the same, or 1 along an axis where all are equal.</summary>
    public int[] Kept { get; }

    public float[]? Floats { get; }

    public long[]? Longs { get; }

    public bool IsWhole => Longs is not null;

    public int Count => Floats?.Length ?? Longs!.Length;

    /// <summary>Whether it is a tensor of the file itself, and so rather a weight than a number of its program.</summary>
    public bool IsParameter { get; init; }

    /// <summary>The file's name of it; empty for what was computed.</summary>
    public string Name { get; init; } = "";

    public static Constant Of(int[] shape, float[] values) => new(Array.ConvertAll(shape, d => (long)d), shape, values, null);

    public static Constant Of(int[] shape, long[] values) => new(Array.ConvertAll(shape, d => (long)d), shape, null, values);

    public static Constant Of(params long[] values) => Of([values.Length], values);

    public double At(int index) => Floats?[index] ?? Longs![index];

    /// <summary>The only value there is; null where there are several.</summary>
    public double? Single => Count == 1 ? At(0) : null;

    public float[] ToFloats() => Floats ?? Array.ConvertAll(Longs!, v => (float)v);

    public Constant AsFloats() => Floats is not null ? this
        : new Constant(Shape, Kept, ToFloats(), null) { IsParameter = IsParameter, Name = Name };

    /// <summary>The same values, of which each stands for more, as a larger shape has them.</summary>
    public Constant Seen(long[] shape, int[] kept) => new(shape, kept, Floats, Longs) { IsParameter = IsParameter, Name = Name };

    /// <summary>The same under a name of the file.</summary>
    public Constant Named(string name) => new(Shape, Kept, Floats, Longs) { IsParameter = true, Name = name };

    /// <summary>Other values of the same kept shape.</summary>
    public Constant With(float[] values) => new(Shape, Kept, values, null);

    /// <summary>Other values of the same kept shape.</summary>
    public Constant With(long[] values) => new(Shape, Kept, null, values);

    /// <summary>Chosen values by their numbers, in a shape.</summary>
    public Constant Pick(long[] shape, int[] kept, Func<int, int> index)
    {
        int count = kept.Aggregate(1, (n, d) => checked(n * d));
        return Floats is { } floats ? new Constant(shape, kept, [.. Enumerable.Range(0, count).Select(i => floats[index(i)])], null)
            : new Constant(shape, kept, null, [.. Enumerable.Range(0, count).Select(i => Longs![index(i)])]);
    }
}
