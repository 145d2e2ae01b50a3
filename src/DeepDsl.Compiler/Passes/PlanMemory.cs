using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Passes;

/// <summary>
/// Gives every planned value of a unit its place: two values overlap in memory only if their lifetimes do not overlap. Largest first,
/// each at the lowest offset that is free for as long as it lives.
/// </summary>
public static class PlanMemory
{
    /// <param name="unit">The programs, in the order of the timeline.</param>
    /// <param name="fromStart">Border values that the caller fills before the first step.</param>
    /// <param name="toEnd">Border values that the caller reads after the last.</param>
    public static MemoryPlan Run(ProgramUnit unit, IEnumerable<Value> fromStart, IEnumerable<Value> toEnd)
    {
        Dictionary<Value, (int First, int Last)> lives = Lifetimes(unit, [.. fromStart], [.. toEnd]);
        long perSample = Place(lives, Space.Arena);
        long fixedPart = Place(lives, Space.Fixed);
        return new MemoryPlan(perSample, fixedPart);
    }

    public static Dictionary<Value, (int First, int Last)> Lifetimes(ProgramUnit unit, HashSet<Value> fromStart, HashSet<Value> toEnd)
    {
        Dictionary<Value, (int First, int Last)> lives = [];
        int time = 0;
        foreach (Step step in unit.Programs.SelectMany(p => p.Steps))
        {
            time++;
            foreach (Value value in step.Reads.Concat(step.Writes).Select(v => v.Place))
            {
                lives[value] = lives.TryGetValue(value, out (int First, int) life) ? (life.First, time) : (time, time);
            }
        }

        foreach (Value value in fromStart)
        {
            lives[value] = lives.TryGetValue(value, out (int, int Last) life) ? (0, life.Last) : (0, 0);
        }

        foreach (Value value in toEnd)
        {
            lives[value] = lives.TryGetValue(value, out (int First, int) life) ? (life.First, time + 1) : (0, time + 1);
        }

        return lives;
    }

    private static long Place(Dictionary<Value, (int First, int Last)> lives, Space space)
    {
        // Placed values by offset, so that the gaps between those alive at the same time are met in order.
        List<(int First, int Last, long Start, long End)> placed = [];
        long total = 0;
        foreach (KeyValuePair<Value, (int First, int Last)> next in lives.Where(l => l.Key.Space == space)
            .OrderByDescending(l => l.Key.Length).ThenBy(l => l.Value.First))
        {
            (Value value, (int first, int last)) = (next.Key, next.Value);
            long offset = 0;
            int at = 0;
            for (int i = 0; i < placed.Count; i++)
            {
                (int otherFirst, int otherLast, long start, long end) = placed[i];
                if (otherFirst > last || first > otherLast)
                {
                    continue;
                }

                if (offset + value.Length <= start)
                {
                    break;
                }

                offset = Math.Max(offset, end);
            }

            while (at < placed.Count && placed[at].Start < offset)
            {
                at++;
            }

            value.Offset = offset;
            placed.Insert(at, (first, last, offset, offset + value.Length));
            total = Math.Max(total, offset + value.Length);
        }

        return total;
    }
}
