using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>A copy of a copy that nobody else reads is one copy: weights of which axes are exchanged, then reversed.</summary>
internal static class JoinCopies
{
    public static ProgramUnit Run(ProgramUnit unit) =>
        unit with { Programs = [.. unit.Programs.Select(p => p with { Items = Join(p, unit.ReadElsewhere(p)) })] };

    private static IReadOnlyList<ProgramItem> Join(Program program, HashSet<Buffer> elsewhere)
    {
        List<ProgramItem> items = [.. program.Items];
        for (int from = 0; from < items.Count;)
        {
            if (Next(items, from, elsewhere) is (int to, CopyLaunch both))
            {
                items[to] = both; // where a third may follow
                items.RemoveAt(from);
            }
            else
            {
                from++;
            }
        }

        return items;
    }

    /// <summary>Where the only reader of a copy is, and both as one; null where they can't be.</summary>
    private static (int To, CopyLaunch Both)? Next(List<ProgramItem> items, int from, HashSet<Buffer> elsewhere)
    {
        if (items[from] is not CopyLaunch first || !first.Target.Place.IsPlanned || elsewhere.Contains(first.Target.Place))
        {
            return null;
        }

        (Buffer source, Buffer between) = (first.Source.Place, first.Target.Place);
        int to = items.FindIndex(i => i is CopyLaunch second && second.Source.Place == between);
        int users = Program.LaunchesOf(items).Count(l => l.Reads.Concat(l.Writes).Any(b => b.Place == between));
        if (to < from || users != 2)
        {
            return null;
        }

        // The second too may not write what it is to read: elements would be overwritten before they are copied.
        bool isChanged = items.Skip(from).Take(to - from + 1).Any(i => i.Writes.Any(b => b.Place == source));
        return !isChanged && Through(first, (CopyLaunch)items[to]) is { } both ? (to, both) : null;
    }

    /// <summary>Null unless each axis of the second is one of the first, which fills its target.</summary>
    private static CopyLaunch? Through(CopyLaunch first, CopyLaunch second)
    {
        bool fills = first.ReversedAxes.Count == 0 && first.TargetStart == 0 && first.Shape.Size == first.Target.Shape.Size
            && first.TargetStrides.SequenceEqual(Moves.Strides(first.Shape));
        if (!fills || second.SourceStart != 0)
        {
            return null;
        }

        List<Dim> strides = [];
        for (int axis = 0; axis < second.Shape.Rank; axis++)
        {
            (Dim size, Dim stride) = (second.Shape[axis], second.SourceStrides[axis]);
            int source = Enumerable.Range(0, first.Shape.Rank)
                .Where(a => first.Shape[a] == size && first.TargetStrides[a] == stride).DefaultIfEmpty(-1).First();
            if (source < 0 && !size.IsOne)
            {
                return null;
            }

            strides.Add(source < 0 ? 0 : first.SourceStrides[source]);
        }

        return new CopyLaunch(
            second.Layer, first.Source, second.Target, second.Shape, strides, second.TargetStrides, first.SourceStart, second.TargetStart)
        {
            ReversedAxes = second.ReversedAxes,
        };
    }
}
