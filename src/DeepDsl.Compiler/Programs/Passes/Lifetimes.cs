namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>From the launch that first writes a buffer to the last that reads it, both included.</summary>
public sealed record Life(int First, int Last)
{
    public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
}

/// <summary>
/// When each planned buffer of a unit is alive: once, or twice if an optional program writes it and then a later one again. What a loop
/// shares with what is around it, and what one pass leaves for a later one, lives for the whole loop.
/// </summary>
public sealed class Lifetimes
{
    private readonly Dictionary<Buffer, List<Life>> _lives = [];
    private readonly Dictionary<Buffer, Program> _optional = [];
    private readonly List<(int First, int Last, HashSet<Buffer> Carried)> _loops = []; // inner ones before those around them
    private int _time;

    private Lifetimes()
    {
    }

    public static IReadOnlyDictionary<Buffer, List<Life>> Of(ProgramUnit unit)
    {
        Lifetimes lifetimes = new();
        foreach (Buffer given in unit.Borders.Given)
        {
            lifetimes._lives[given.Place] = [new Life(0, 0)];
        }

        int forward = 0;
        foreach (Program program in unit.Programs)
        {
            lifetimes.Walk(program.Items, program);
            forward = program == unit.Programs[0] ? lifetimes._time : forward;
        }

        // Gradients that no loss writes are the caller's to fill, all of them before the first is read.
        HashSet<Buffer> written = [.. unit.Programs.SelectMany(p => p.Launches).SelectMany(l => l.Writes).Select(b => b.Place)];
        HashSet<Buffer> filled = [.. unit.Borders.OutputGradients.Select(b => b.Buffer.Place).Where(b => !written.Contains(b))];
        foreach (Buffer taken in unit.Borders.Taken)
        {
            int first = lifetimes._lives.TryGetValue(taken.Place, out List<Life> known) ? known[0].First : 0;
            first = filled.Contains(taken.Place) ? Math.Min(first, forward) : first;
            lifetimes._lives[taken.Place] = [new Life(first, lifetimes._time + 1)];
        }

        lifetimes.SpanLoops();
        return lifetimes._lives;
    }

    private void Walk(IReadOnlyList<ProgramItem> items, Program program)
    {
        foreach (ProgramItem item in items)
        {
            if (item is Loop loop)
            {
                int first = _time + 1;
                Walk(loop.Body, program);
                _loops.Add((first, _time, ReadFirst(loop)));
                continue;
            }

            _time++;
            foreach (Buffer buffer in item.Reads.Concat(item.Writes))
            {
                Use(buffer.Place, program);
            }
        }
    }

    private void Use(Buffer buffer, Program program)
    {
        if (!_lives.TryGetValue(buffer, out List<Life> known))
        {
            _lives.Add(buffer, [new Life(_time, _time)]);
            if (program.IsOptional)
            {
                _optional.Add(buffer, program);
            }
        }
        else if (_optional.TryGetValue(buffer, out Program first) && first != program)
        {
            known.Add(new Life(_time, _time));
            _optional.Remove(buffer);
        }
        else
        {
            known[known.Count - 1] = known[known.Count - 1] with { Last = _time };
        }
    }

    private void SpanLoops()
    {
        foreach ((int first, int last, HashSet<Buffer> carried) in _loops)
        {
            foreach (KeyValuePair<Buffer, List<Life>> buffer in _lives)
            {
                for (int i = 0; i < buffer.Value.Count; i++)
                {
                    Life life = buffer.Value[i];
                    bool isInside = first <= life.First && life.Last <= last;
                    if (life.Overlaps(new Life(first, last)) && (!isInside || carried.Contains(buffer.Key)))
                    {
                        buffer.Value[i] = new Life(Math.Min(first, life.First), Math.Max(last, life.Last));
                    }
                }
            }
        }
    }

    /// <summary>What a pass reads before it writes it: what the pass before left there.</summary>
    private static HashSet<Buffer> ReadFirst(Loop loop)
    {
        HashSet<Buffer> written = [];
        HashSet<Buffer> carried = [];
        foreach (Launch launch in Program.LaunchesOf(loop.Body))
        {
            carried.UnionWith(launch.Reads.Select(b => b.Place).Where(b => !written.Contains(b)));
            written.UnionWith(launch.Writes.Select(b => b.Place));
        }

        return carried;
    }
}
