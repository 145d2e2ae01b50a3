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
        foreach (CopyLaunch first in program.Items.OfType<CopyLaunch>())
        {
            Buffer between = first.Target.Place;
            if (!between.IsPlanned || elsewhere.Contains(between))
            {
                continue;
            }

            Launch[] users = [.. program.Launches.Where(l => l.Reads.Concat(l.Writes).Any(b => b.Place == between))];
            int from = items.IndexOf(first);
            int to = items.FindIndex(i => i is CopyLaunch second && second.Source.Place == between);
            bool isChanged = items.Take(Math.Max(to, 0)).Skip(from).Any(i => i.Writes.Any(b => b.Place == first.Source.Place));
            if (users.Length == 2 && to > from && !isChanged && Through(first, (CopyLaunch)items[to]) is { } both)
            {
                items[to] = both;
                items.RemoveAt(from);
            }
        }

        return items;
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
