using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Runs launches that treat each sample by itself one after another on the same few samples, as a loop over chunks of the batch: what
/// passes between them stays in the cache of one core, and threads meet once for all of them instead of once for each. How a batch is cut
/// changes no bit, since no sample sees another.
/// </summary>
internal static class JoinSamples
{
    /// <summary>What a chunk may take: half of the smaller second-level caches; weights take from the rest.</summary>
    private const long CacheBytes = 512 << 10;

    private const int MostSamples = 256;

    public static ProgramUnit Run(ProgramUnit unit)
    {
        // Losses and probabilities read the outputs of the whole batch, and take next to nothing.
        Program[] programs = [.. unit.Programs.Select(p => p.Name == "Predict" ? p with { Items = Join(p, unit) } : p)];
        return unit with { Programs = programs };
    }

    private static IReadOnlyList<ProgramItem> Join(Program program, ProgramUnit unit)
    {
        List<ProgramItem> joined = [];
        List<Launch> run = [];
        foreach (ProgramItem item in OnceFirst(program.Items))
        {
            if (item is Launch launch && TreatsSamplesAlone(launch))
            {
                run.Add(launch);
                continue;
            }

            Close(run, joined, unit);
            joined.Add(item);
        }

        Close(run, joined, unit);
        return joined;
    }

    /// <summary>What does not depend on the inputs comes first, so that it stands between no two others.</summary>
    private static IEnumerable<ProgramItem> OnceFirst(IEnumerable<ProgramItem> items)
    {
        HashSet<Buffer> once = [];
        List<ProgramItem> rest = [];
        foreach (ProgramItem item in items)
        {
            if (item.Reads.All(b => !b.IsPlanned || once.Contains(b.Place)) && item.Writes.All(b => b.Space == Space.Fixed))
            {
                once.UnionWith(item.Writes.Select(b => b.Place));
                yield return item;
            }
            else
            {
                rest.Add(item);
            }
        }

        foreach (ProgramItem item in rest)
        {
            yield return item;
        }
    }

    private static void Close(List<Launch> run, List<ProgramItem> joined, ProgramUnit unit)
    {
        if (run.Count < 2)
        {
            joined.AddRange(run);
            run.Clear();
            return;
        }

        HashSet<Buffer> elsewhere =
        [
            .. unit.Borders.Given.Concat(unit.Borders.Taken).Select(b => b.Place),
            .. unit.Programs.SelectMany(p => p.Launches).Except(run).SelectMany(l => l.Reads.Concat(l.Writes)).Select(b => b.Place),
        ];
        Buffer[] own = [.. run.SelectMany(l => l.Writes).Select(b => b.Place).Where(b => b.Space == Space.Arena && !elsewhere.Contains(b)).Distinct()];
        joined.Add(Over([.. run], own));
        run.Clear();
    }

    /// <summary>A loop over samples whose chunks suit a cache.</summary>
    /// <param name="items">What a chunk goes through.</param>
    /// <param name="own">Buffers that nothing else uses.</param>
    public static Loop Over(IReadOnlyList<ProgramItem> items, Buffer[] own)
    {
        Array.ForEach(own, b => b.Space = Space.Local);
        long bytes = 4 * Math.Max(1, MostAlive([.. Program.LaunchesOf(items)], own));
        return new Loop(LoopOver.Samples, Dim.N, (int)Math.Max(1, Math.Min(MostSamples, CacheBytes / bytes)), items);
    }

    /// <summary>Floats per sample that are in use at one time.</summary>
    private static long MostAlive(List<Launch> run, Buffer[] buffers)
    {
        int[] last = [.. buffers.Select(b => run.FindLastIndex(l => l.Reads.Concat(l.Writes).Any(other => other.Place == b)))];
        int[] first = [.. buffers.Select(b => run.FindIndex(l => l.Writes.Any(other => other.Place == b)))];
        return run.Select((_, at) => buffers.Select((b, i) => first[i] <= at && at <= last[i] ? b.Length.Estimate : 0).Sum()).Max();
    }

    /// <summary>Whether each sample is computed without the others.</summary>
    public static bool TreatsSamplesAlone(Launch launch) => launch switch
    {
        MapLaunch l => Leads(l.Shape) && Fit(l.Operands, l.Shape),
        ReduceLaunch l => Leads(l.Shape) && !l.Axes.Contains(0) && Fit(l.Operands, l.Shape),
        MatMulLaunch l => !l.TransposeA && Leads(l.CShape) && (!IsOfBatch(l.B) || l.CShape.Rank > 2) && Fit(l.Epilogue.Operands, l.CShape),
        ConvLaunch l => Leads(l.YShape) && !IsOfBatch(l.W) && Fit(l.Epilogue.Operands, l.YShape),
        PoolLaunch l => Leads(l.YShape),
        GatherLaunch l => Leads(l.YShape) && !IsOfBatch(l.Table),
        FourierLaunch l => Leads(l.YShape),
        AttentionLaunch l => Leads(new Shape(l.Batch)) && l.Random is null,
        CopyLaunch l => Leads(l.Shape) && !l.ReversedAxes.Contains(0)
            && Moves(l.Source, l.Shape[0], l.SourceStrides[0]) && Moves(l.Target, l.Shape[0], l.TargetStrides[0]),
        _ => false,
    };

    /// <summary>Whether the first axis counts samples, or what each of them has as many of.</summary>
    private static bool Leads(Shape shape) => shape.Rank > 0 && shape[0].HasBatch && shape[0].DivideBy(Dim.N) is { HasBatch: false };

    private static bool IsOfBatch(Buffer buffer) => buffer.Space is Space.Arena or Space.Local;

    /// <summary>Operands with samples have them where the result has them, and random numbers know nothing of chunks.</summary>
    private static bool Fit(IReadOnlyList<LoopOperand> operands, Shape shape) => operands.All(o =>
        o.Random is null && (!IsOfBatch(o.Buffer!) || (o.Shape.Rank == shape.Rank && o.Shape[0] == shape[0])));

    /// <summary>Whether a step along the first axis is one along the samples of the buffer.</summary>
    private static bool Moves(Buffer buffer, Dim count, Dim stride) => IsOfBatch(buffer) && count * stride == buffer.Shape.Size;
}
