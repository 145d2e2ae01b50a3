namespace DeepDsl.Compiler.Ir.Interpretation;

/// <summary>Doubles in row-major order.</summary>
public sealed class Tensor(int[] shape, double[] values)
{
    public Tensor(int[] shape)
        : this(shape, new double[shape.Aggregate(1, (a, b) => a * b)])
    {
    }

    public int[] Shape { get; } = shape;

    public double[] Values { get; } = values.Length == shape.Aggregate(1, (a, b) => a * b)
        ? values
        : throw new ArgumentException($"[{string.Join(", ", shape)}] does not hold {values.Length} values.");

    public int Offset(int[] index)
    {
        int offset = 0;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            offset = (offset * Shape[axis]) + index[axis];
        }

        return offset;
    }

    /// <summary>The element at an index of a shape that this one broadcasts to.</summary>
    public double Broadcast(int[] index)
    {
        int extra = index.Length - Shape.Length;
        int offset = 0;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            offset = (offset * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[axis + extra]);
        }

        return Values[offset];
    }

    /// <summary>Element <paramref name="index"/> along the first axis.</summary>
    public Tensor At(int index)
    {
        Tensor element = new([.. Shape.Skip(1)]);
        Array.Copy(Values, index * element.Values.Length, element.Values, 0, element.Values.Length);
        return element;
    }

    /// <summary>The element at each index is the one found at <paramref name="source"/>, or a value where that lies outside.</summary>
    public Tensor Rearrange(int[] shape, Func<int[], int[]> source, double outside = 0)
    {
        Tensor result = new(shape);
        foreach ((int flat, int[] index) in result.Indices())
        {
            int[] from = source(index);
            bool inside = from.Select((v, axis) => v >= 0 && v < Shape[axis]).All(b => b);
            result.Values[flat] = inside ? Values[Offset(from)] : outside;
        }

        return result;
    }

    /// <summary>An index moved along one axis.</summary>
    public static int[] Shifted(int[] index, int axis, int by)
    {
        int[] shifted = [.. index];
        shifted[axis] += by;
        return shifted;
    }

    /// <summary>All positions in row-major order. The index array is reused.</summary>
    public IEnumerable<(int Flat, int[] Index)> Indices()
    {
        int[] index = new int[Shape.Length];
        for (int flat = 0; flat < Values.Length; flat++)
        {
            yield return (flat, index);
            for (int axis = Shape.Length - 1; axis >= 0 && ++index[axis] == Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
