using System.Collections;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir;

/// <summary>Dimensions, outermost first. Ops speak of one sample's shape; in the graph the batch N comes first. Prints as [28, 28, 1].</summary>
public sealed class Shape(IEnumerable<Dim> dims) : IEquatable<Shape>, IReadOnlyList<Dim>
{
    private readonly EquatableArray<Dim> _dims = new(dims.ToArray());

    public Shape(params Dim[] dims)
        : this((IEnumerable<Dim>)dims)
    {
    }

    public static Shape Scalar { get; } = new([]);

    public int Rank => _dims.Count;

    public int Count => _dims.Count;

    public Dim this[int axis] => _dims[axis < 0 ? axis + Rank : axis];

    /// <summary>The last dimension: channels or features.</summary>
    public Dim Channels => this[-1];

    /// <summary>Number of elements.</summary>
    public Dim Size => this.Aggregate((Dim)1, (a, b) => a * b);

    public bool IsConstant => this.All(d => d.IsConstant);

    public Shape WithBatch() => WithBatch(Dim.N);

    /// <summary>Behind as many as another value has along its first axis.</summary>
    public Shape WithBatch(Dim batch) => new(new[] { batch }.Concat(this));

    public Shape WithoutBatch() => new(this.Skip(1));

    public Shape With(int axis, Dim dim)
    {
        Dim[] dims = [.. this];
        dims[axis < 0 ? axis + Rank : axis] = dim;
        return new Shape(dims);
    }

    /// <summary>The shape two operands broadcast to, aligned at the last dimension; null where they do not fit.</summary>
    public static Shape? Broadcast(Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        Dim[] dims = new Dim[rank];
        for (int i = 1; i <= rank; i++)
        {
            Dim x = i <= a.Rank ? a[a.Rank - i] : 1;
            Dim y = i <= b.Rank ? b[b.Rank - i] : 1;
            if (x != y && !x.IsOne && !y.IsOne)
            {
                return null;
            }

            dims[rank - i] = x.IsOne ? y : x;
        }

        return new Shape(dims);
    }

    public bool Equals(Shape? other) => other is not null && _dims.Equals(other._dims);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => _dims.GetHashCode();

    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    public IEnumerator<Dim> GetEnumerator() => _dims.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "[" + string.Join(", ", this) + "]";
}
