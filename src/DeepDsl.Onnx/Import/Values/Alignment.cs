namespace DeepDsl.Onnx;

/// <summary>Two values whose elements meet: their parts are the same ones, and they are stored in one order.</summary>
/// <param name="First">Stored as its layer or a move gives it.</param>
/// <param name="Second">Stored in the same order.</param>
/// <param name="View">Axes of what joins them in the file.</param>
/// <param name="Stored">Axes of a sample of what joins them.</param>
internal sealed record Alignment(ImportedValue First, ImportedValue Second, AxisPart[][] View, AxisPart[][] Stored)
{
    /// <summary>Whether both have all elements, so that none is repeated.</summary>
    public bool AreWhole { get; private init; }

    public static Alignment Of(ImportScope s, ImportedValue a, ImportedValue b)
    {
        (a, b) = (Activations.Finish(s, a), Activations.Finish(s, b));
        int rank = Math.Max(a.Rank, b.Rank);
        (a, b) = (WithRank(a, rank), WithRank(b, rank));
        (a, b) = Refined(a, b);
        Dictionary<AxisPart, AxisPart> own = [];
        AxisPart[][] view = new AxisPart[rank][];
        for (int axis = 0; axis < rank; axis++)
        {
            // What b alone has may be the same part as another axis of a, as where a sequence meets itself.
            bool isRepeated = a.View[axis].Length != b.View[axis].Length;
            for (int i = 0; i < b.View[axis].Length; i++)
            {
                own[b.View[axis][i]] = isRepeated ? Like(b.View[axis][i]) : a.View[axis][i];
            }

            view[axis] = a.View[axis].Length > 0 ? a.View[axis] : Array.ConvertAll(b.View[axis], p => own[p]);
        }

        ImportedValue second = b with { Stored = Mapped(b.Stored, own), View = Mapped(b.View, own) };
        return Arranged(s, a, second, view);
    }

    /// <summary>Both with the same parts along all axes but one.</summary>
    public static (ImportedValue A, ImportedValue B) Matched(ImportedValue a, ImportedValue b, int except)
    {
        AxisPart[][] Others(ImportedValue v) => [.. v.View.Select((axis, i) => i == except ? [] : axis)];
        (ImportedValue first, ImportedValue second) = Refined(a with { View = Others(a) }, b with { View = Others(b) });
        Dictionary<AxisPart, AxisPart> own = b.View[except].ToDictionary(p => p, Like);
        for (int axis = 0; axis < first.Rank; axis++)
        {
            if (first.View[axis].Length != second.View[axis].Length)
            {
                throw Misfit(a, b);
            }

            foreach ((AxisPart mine, AxisPart theirs) in first.View[axis].Zip(second.View[axis]))
            {
                own[theirs] = mine;
            }
        }

        AxisPart[][] Whole(ImportedValue v, AxisPart[] along) => [.. v.View.Select((axis, i) => i == except ? along : axis)];
        return (first with { View = Whole(first, a.View[except]) },
            second with { Stored = Mapped(second.Stored, own), View = Mapped(Whole(second, b.View[except]), own) });
    }

    private static Alignment Arranged(ImportScope s, ImportedValue a, ImportedValue b, AxisPart[][] view)
    {
        AxisPart[] ofA = [.. a.View.SelectMany(axis => axis)];
        AxisPart[] ofB = [.. b.View.SelectMany(axis => axis)];
        if (ofA.Length == ofB.Length && ofA.All(ofB.Contains))
        {
            return new Alignment(a, Layouts.Store(s, b, a.Stored), view, a.Stored) { AreWhole = true };
        }

        // The larger one stays as it is, but that an axis must be there as a whole or not at all.
        bool isOrdered = !ofB.All(ofA.Contains) && !ofA.All(ofB.Contains);
        AxisPart[][] stored = isOrdered ? Layouts.WithoutBatch(view, 0) : ofB.All(ofA.Contains) ? a.Stored : b.Stored;
        AxisPart[] common = [.. ofA.Where(ofB.Contains)];
        stored = [.. stored.SelectMany(
            axis => axis.All(common.Contains) || !axis.Any(common.Contains) ? [axis] : axis.Select(p => new[] { p }).ToArray())];
        AxisPart[][] Own(AxisPart[] parts) => Array.ConvertAll(stored, axis => axis.Length > 0 && parts.Contains(axis[0]) ? axis : []);
        return new Alignment(Layouts.Store(s, a, Own(ofA)), Layouts.Store(s, b, Own(ofB)), view, stored);
    }

    /// <summary>With axes of one place in front.</summary>
    private static ImportedValue WithRank(ImportedValue value, int rank) =>
        value with { View = [.. Enumerable.Repeat(Array.Empty<AxisPart>(), rank - value.Rank), .. value.View] };

    /// <summary>Both with parts of equal sizes along each axis.</summary>
    private static (ImportedValue A, ImportedValue B) Refined(ImportedValue a, ImportedValue b)
    {
        for (int axis = 0; axis < a.Rank; axis++)
        {
            for (int i = 0; i < Math.Min(a.View[axis].Length, b.View[axis].Length); i++)
            {
                (AxisPart p, AxisPart q) = (a.View[axis][i], b.View[axis][i]);
                if (p.IsBatch != q.IsBatch || (p.Size % q.Size != 0 && q.Size % p.Size != 0))
                {
                    throw Misfit(a, b);
                }

                a = p.Size > q.Size ? a.Split(p, new(q.Size), new(p.Size / q.Size)) : a;
                b = q.Size > p.Size ? b.Split(q, new(p.Size), new(q.Size / p.Size)) : b;
            }

            if (a.View[axis].Length != b.View[axis].Length && a.View[axis].Length > 0 && b.View[axis].Length > 0)
            {
                throw Misfit(a, b);
            }
        }

        return (a, b);
    }

    private static AxisPart Like(AxisPart part) => new(part.Size) { IsBatch = part.IsBatch };

    private static NoCounterpartException Misfit(ImportedValue a, ImportedValue b) => new(
        $"joins values of [{string.Join(", ", a.Shape)}] and [{string.Join(", ", b.Shape)}], whose axes do not belong together");

    private static AxisPart[][] Mapped(AxisPart[][] axes, Dictionary<AxisPart, AxisPart> own) =>
        Array.ConvertAll(axes, axis => Array.ConvertAll(axis, p => own[p]));
}
