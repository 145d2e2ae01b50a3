using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Gives every planned buffer of a unit its place: two overlap in memory only if their lifetimes do not, whatever the symbols. Largest
/// first, each at the lowest offset that is free for as long as it lives. What is kept from run to run comes before all others, so that
/// no symbol moves it.
/// </summary>
public static class PlanMemory
{
    /// <summary>What symbols are where sizes are put in order: of c * N the order is that of c.</summary>
    private const int Typical = 64;

    public static void Run(ProgramUnit unit, CancellationToken cancellation = default)
    {
        IReadOnlyDictionary<Buffer, List<Life>> lives = Lifetimes.Of(unit);
        HashSet<Buffer> kept = [.. unit.Borders.Kept.Select(k => k.Buffer.Place)];
        Dim In(Space space) => Place(lives, space, kept, cancellation);
        unit.Plan = new MemoryPlan(
            In(Space.Arena), In(Space.Fixed), In(Space.Local).PerSample * (Dim)LargestChunk(unit.Programs.SelectMany(p => p.Items)))
        {
            Kept = kept.Aggregate((Dim)0, (sum, buffer) => sum + buffer.Length),
        };
    }

    private static int LargestChunk(IEnumerable<ProgramItem> items) => items.OfType<Loop>()
        .Select(l => Math.Max(l.Over == LoopOver.Samples ? l.Chunk : 0, LargestChunk(l.Body))).DefaultIfEmpty(0).Max();

    private static Dim Place(
        IReadOnlyDictionary<Buffer, List<Life>> lives, Space space, HashSet<Buffer> kept, CancellationToken cancellation)
    {
        Buffer[] buffers = [.. lives.Keys.Where(b => b.Space == space)];
        Monomial[] monomials = [.. buffers.SelectMany(b => b.Length.Terms).Select(t => t.Monomial).Distinct()];
        long[] weights = [.. monomials.Select(m => m.Evaluate(_ => Typical))];
        Size SizeOf(Dim dim) => new([.. monomials.Select(dim.Coefficient)], weights);

        Size total = SizeOf(0);
        List<Slot> others = [];
        List<Slot> placed = []; // by offset, so that the gaps between those alive at the same time are met in order
        foreach ((Buffer buffer, Life[] life, Size length) in buffers.Select(b => (b, lives[b].ToArray(), SizeOf(b.Length)))
            .OrderByDescending(b => kept.Contains(b.b)).ThenByDescending(b => b.Item3.Order).ThenBy(b => b.Item2[0].First))
        {
            cancellation.ThrowIfCancellationRequested();
            others.Clear();
            foreach (Slot other in placed)
            {
                if (Meet(other.Lives, life))
                {
                    others.Add(other);
                }
            }

            Size offset = Lowest(others, length, SizeOf(0));
            Slot slot = new(life, offset, offset + length);
            buffer.Offset = offset.ToDim(monomials);
            total = Size.Max(total, slot.End);
            int at = placed.FindIndex(p => p.Start.Order >= offset.Order);
            placed.Insert(at < 0 ? placed.Count : at, slot);
        }

        return total.ToDim(monomials);
    }

    /// <summary>
    /// The lowest offset that is free of all others. What lies beyond some of them need not lie before the rest: it is tried again.
    /// </summary>
    private static Size Lowest(IReadOnlyList<Slot> others, Size length, Size offset)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (Slot other in others)
            {
                if (Size.Fits(offset, length, other.Start) || other.End.IsAtMost(offset))
                {
                    continue;
                }

                offset = Size.Max(offset, other.End);
                moved = true;
            }
        }
        while (moved);

        return offset;
    }

    private static bool Meet(Life[] some, Life[] others)
    {
        foreach (Life one in some)
        {
            foreach (Life other in others)
            {
                if (one.Overlaps(other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private sealed record Slot(Life[] Lives, Size Start, Size End);

    /// <summary>A polynomial as its coefficients, since placing compares each with each.</summary>
    private sealed class Size(long[] coefficients, long[] weights)
    {
        private readonly long[] _coefficients = coefficients;

        public long Order { get; } = Weigh(coefficients, weights);

        public static Size operator +(Size a, Size b)
        {
            long[] result = a.Copy();
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += b._coefficients[i];
            }

            return a.With(result);
        }

        public static Size Max(Size a, Size b)
        {
            long[] result = a.Copy();
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = Math.Max(result[i], b._coefficients[i]);
            }

            return a.With(result);
        }

        /// <summary>Whether so much behind an offset ends at a limit or before.</summary>
        public static bool Fits(Size offset, Size length, Size limit)
        {
            for (int i = 0; i < limit._coefficients.Length; i++)
            {
                if (offset._coefficients[i] + length._coefficients[i] > limit._coefficients[i])
                {
                    return false;
                }
            }

            return true;
        }

        public bool IsAtMost(Size other)
        {
            for (int i = 0; i < _coefficients.Length; i++)
            {
                if (_coefficients[i] > other._coefficients[i])
                {
                    return false;
                }
            }

            return true;
        }

        public Dim ToDim(Monomial[] monomials) => Dim.Sum(_coefficients.Select((c, i) => new Dim.Term(monomials[i], c)));

        private static long Weigh(long[] coefficients, long[] weights)
        {
            long order = 0;
            for (int i = 0; i < coefficients.Length; i++)
            {
                order += coefficients[i] * weights[i];
            }

            return order;
        }

        private long[] Copy() => (long[])_coefficients.Clone();

        private Size With(long[] coefficients) => new(coefficients, weights);
    }
}
