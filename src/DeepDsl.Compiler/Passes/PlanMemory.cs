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
        List<Value> placed = [];
        foreach (Value value in lives.Keys.Where(v => v.Space == space).OrderByDescending(v => v.Length).ThenBy(v => lives[v].First))
        {
            (int first, int last) = lives[value];
            long offset = 0;
            foreach (Value other in placed.Where(o => lives[o].First <= last && first <= lives[o].Last).OrderBy(o => o.Offset))
            {
                if (offset + value.Length <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, other.Offset + other.Length);
            }

            value.Offset = offset;
            placed.Add(value);
        }

        return placed.Select(v => v.Offset + v.Length).DefaultIfEmpty(0).Max();
    }
}
