using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Passes;

/// <summary>From the step that first writes a value to the last that reads it.</summary>
public sealed record Life(int First, int Last)
{
    public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
}

/// <summary>
/// Gives every planned value of a unit its place: two values overlap in memory only if their lifetimes do not overlap. Largest first,
/// each at the lowest offset that is free for as long as it lives.
/// </summary>
public static class PlanMemory
{
    /// <param name="unit">The programs, in the order of the timeline.</param>
    /// <param name="fromStart">Border values that the caller fills before the first step.</param>
    /// <param name="toEnd">Border values that the caller reads after the last.</param>
    public static MemoryPlan Run(ProgramUnit unit, IEnumerable<Buffer> fromStart, IEnumerable<Buffer> toEnd)
    {
        Dictionary<Buffer, List<Life>> lives = Lifetimes(unit, [.. fromStart], [.. toEnd]);
        long perSample = Place(lives, Space.Arena);
        long fixedPart = Place(lives, Space.Fixed);
        return new MemoryPlan(perSample, fixedPart);
    }

    /// <summary>When each value is alive: once, or twice if an optional program writes it and then a later one again.</summary>
    public static Dictionary<Buffer, List<Life>> Lifetimes(ProgramUnit unit, HashSet<Buffer> fromStart, HashSet<Buffer> toEnd)
    {
        Dictionary<Buffer, List<Life>> lives = [];
        Dictionary<Buffer, Program> optional = [];
        foreach (Buffer value in fromStart)
        {
            lives[value] = [new Life(0, 0)];
        }

        int time = 0;
        foreach (Program program in unit.Programs)
        {
            foreach (Launch step in program.Launches)
            {
                time++;
                foreach (Buffer value in step.Reads.Concat(step.Writes).Select(v => v.Place))
                {
                    if (!lives.TryGetValue(value, out List<Life> known))
                    {
                        lives.Add(value, [new Life(time, time)]);
                        if (program.IsOptional)
                        {
                            optional.Add(value, program);
                        }
                    }
                    else if (optional.TryGetValue(value, out Program first) && first != program)
                    {
                        known.Add(new Life(time, time));
                        optional.Remove(value);
                    }
                    else
                    {
                        known[known.Count - 1] = known[known.Count - 1] with { Last = time };
                    }
                }
            }
        }

        foreach (Buffer value in toEnd)
        {
            int first = lives.TryGetValue(value, out List<Life> known) ? known[0].First : 0;
            lives[value] = [new Life(first, time + 1)];
        }

        return lives;
    }

    private static long Place(Dictionary<Buffer, List<Life>> lives, Space space)
    {
        // Placed values by offset, so that the gaps between those alive at the same time are met in order.
        List<(List<Life> Lives, long Start, long End)> placed = [];
        long total = 0;
        foreach (KeyValuePair<Buffer, List<Life>> next in lives.Where(l => l.Key.Space == space)
            .OrderByDescending(l => l.Key.Length).ThenBy(l => l.Value[0].First))
        {
            Buffer value = next.Key;
            long offset = 0;
            int at = 0;
            for (int i = 0; i < placed.Count; i++)
            {
                (List<Life> others, long start, long end) = placed[i];
                if (!next.Value.Any(life => others.Any(life.Overlaps)))
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
            placed.Insert(at, (next.Value, offset, offset + value.Length));
            total = Math.Max(total, offset + value.Length);
        }

        return total;
    }
}
