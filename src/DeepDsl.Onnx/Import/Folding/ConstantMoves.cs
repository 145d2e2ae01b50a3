namespace DeepDsl.Onnx;

/// <summary>What moves the elements of a constant.</summary>
internal static class ConstantMoves
{
    /// <summary>The same with each element there by itself.</summary>
    public static Constant Whole(this Constant constant, Elements budget)
    {
        if (constant.Shape.SequenceEqual(constant.Kept.Select(d => (long)d)))
        {
            return constant;
        }

        if (constant.Shape.Any(d => d > int.MaxValue))
        {
            throw new NoCounterpartException("computes a constant of more elements than are made while reading");
        }

        int[] shape = Array.ConvertAll(constant.Shape, d => (int)d);
        budget.Take(shape);
        return Picked(constant, constant.Shape, shape, places => Index(constant.Kept, places));
    }

    public static Constant Reshaped(this Constant constant, long[] shape, Elements budget)
    {
        if (Product(shape) != Product(constant.Shape))
        {
            throw new InvalidDataException($"it makes a shape of {string.Join(", ", shape)} of {string.Join(", ", constant.Shape)}.");
        }

        return constant.Count == 1 ? constant.Seen(shape, [.. shape.Select(_ => 1)])
            : constant.Whole(budget).Seen(shape, Array.ConvertAll(shape, d => checked((int)d)));
    }

    public static Constant Transposed(this Constant constant, int[] order, Elements budget)
    {
        if (!order.Order().SequenceEqual(Enumerable.Range(0, constant.Shape.Length)))
        {
            throw new InvalidDataException($"it orders {constant.Shape.Length} axes as {string.Join(", ", order)}.");
        }

        budget.Take(constant.Count);
        int[] kept = [.. order.Select(axis => constant.Kept[axis])];
        long[] shape = [.. order.Select(axis => constant.Shape[axis])];
        int[] from = new int[order.Length];
        return Picked(constant, shape, kept, places =>
        {
            for (int i = 0; i < order.Length; i++)
            {
                from[order[i]] = places[i];
            }

            return Index(constant.Kept, from);
        });
    }

    /// <summary>Places of one axis in an order of their own.</summary>
    public static Constant Taken(this Constant constant, int axis, long[] places, Elements budget)
    {
        long size = constant.Shape[axis];
        if (places.Any(p => p < 0 || p >= size))
        {
            throw new InvalidDataException($"it takes places of an axis of {size} that are not there.");
        }

        long[] shape = [.. constant.Shape];
        shape[axis] = places.Length;
        if (constant.Kept[axis] == 1)
        {
            return constant.Seen(shape, constant.Kept);
        }

        int[] kept = [.. constant.Kept];
        kept[axis] = places.Length;
        budget.Take(kept);
        return Picked(constant, shape, kept, at =>
        {
            int place = at[axis];
            at[axis] = (int)places[place];
            int index = Index(constant.Kept, at);
            at[axis] = place;
            return index;
        });
    }

    public static Constant Joined(IReadOnlyList<Constant> parts, int axis, Elements budget)
    {
        Constant[] whole = [.. parts.Select(p => p.Whole(budget))];
        int[] shape = [.. whole[0].Kept];
        if (whole.Any(w => w.Kept.Length != shape.Length || w.Kept.Where((d, i) => i != axis && d != shape[i]).Any()))
        {
            throw new InvalidDataException("it joins constants of different shapes.");
        }

        shape[axis] = whole.Sum(w => w.Kept[axis]);
        int inner = shape[(axis + 1)..].Aggregate(1, (n, d) => n * d);
        int outer = shape[..axis].Aggregate(1, (n, d) => n * d);
        int count = budget.Take(shape);
        bool areWhole = whole.All(w => w.IsWhole);
        (float[] floats, long[] longs) = (areWhole ? [] : new float[count], areWhole ? new long[count] : []);
        int to = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (Constant part in whole)
            {
                int run = part.Kept[axis] * inner;
                if (areWhole)
                {
                    Array.Copy(part.Longs!, o * run, longs, to, run);
                }
                else
                {
                    Array.Copy(part.ToFloats(), o * run, floats, to, run);
                }

                to += run;
            }
        }

        return areWhole ? Constant.Of(shape, longs) : Constant.Of(shape, floats);
    }

    /// <summary>The shape that two broadcast to.</summary>
    public static T[] Broadcast<T>(T[] a, T[] b)
        where T : System.Numerics.INumber<T>
    {
        T[] shape = new T[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            (T one, T other) = (i <= a.Length ? a[^i] : T.One, i <= b.Length ? b[^i] : T.One);
            shape[^i] = one == T.One ? other : other == T.One || other == one ? one
                : throw new InvalidDataException($"it joins constants of sizes {one} and {other}.");
        }

        return shape;
    }

    /// <summary>Where an element of a shape lies in one that broadcasts to it.</summary>
    public static int Index(int[] kept, int[] places)
    {
        int index = 0;
        int skipped = places.Length - kept.Length;
        for (int i = 0; i < kept.Length; i++)
        {
            index = (index * kept[i]) + (kept[i] == 1 ? 0 : places[skipped + i]);
        }

        return index;
    }

    /// <summary>The places of the elements of a shape, one behind the other; the array is the same each time.</summary>
    public static IEnumerable<int[]> Places(int[] shape)
    {
        int[] places = new int[shape.Length];
        long count = shape.Aggregate(1L, (n, d) => n * d);
        for (long i = 0; i < count; i++)
        {
            yield return places;
            for (int axis = shape.Length - 1; axis >= 0 && ++places[axis] == shape[axis]; axis--)
            {
                places[axis] = 0;
            }
        }
    }

    private static long Product(long[] shape)
    {
        long product = 1;
        foreach (long size in shape)
        {
            product = size < 0 || (size > 0 && product > long.MaxValue / size)
                ? throw new InvalidDataException($"it has a shape of {string.Join(", ", shape)}.") : product * size;
        }

        return product;
    }

    private static Constant Picked(Constant constant, long[] shape, int[] kept, Func<int[], int> index)
    {
        IEnumerator<int[]> places = Places(kept).GetEnumerator();
        return constant.Pick(shape, kept, _ =>
        {
            places.MoveNext();
            return index(places.Current);
        });
    }
}
