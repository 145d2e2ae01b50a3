using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Whether the programs of a unit can run, in every order that the runtime may run them: each launch reads what was written before, of
/// the type and size that it takes, and once places are known nothing that is still to be read was overwritten. Knows nothing of
/// lifetimes: it goes through the launches and keeps account of what memory holds.
/// </summary>
internal sealed class VerifyUnit
{
    private readonly ProgramUnit _unit;
    private readonly string _pass;
    private readonly HashSet<Buffer> _valid = [];
    private string _program = "";

    private VerifyUnit(ProgramUnit unit, string pass)
    {
        _unit = unit;
        _pass = pass;
    }

    public static void Run(ProgramUnit unit, string pass)
    {
        foreach (Launch launch in unit.Programs.SelectMany(p => p.Launches))
        {
            VerifyLaunch.Run(launch, problem => Fail(unit, pass, "", problem));
        }

        string[] names = [.. unit.Planned().Select(b => b.Name)];
        if (names.Distinct().Count() < names.Length)
        {
            Fail(unit, pass, "", $"{names.GroupBy(n => n).First(g => g.Count() > 1).Key} names two buffers.");
        }

        foreach (IReadOnlyList<Program> programs in Runs(unit))
        {
            new VerifyUnit(unit, pass).Walk(programs);
        }
    }

    /// <summary>All programs but for the losses of the other kind, with and without those that may be left out; and without any loss.</summary>
    private static IEnumerable<IReadOnlyList<Program>> Runs(ProgramUnit unit)
    {
        Program[] losses = [.. unit.Programs.Where(IsLoss)];
        foreach (Program? loss in losses.Append(null))
        {
            Program[] run = [.. unit.Programs.Where(p => p == loss || !IsLoss(p))];
            yield return run;
            if (run.Any(p => p.IsOptional))
            {
                yield return [.. run.Where(p => !p.IsOptional)];
            }
        }
    }

    private static bool IsLoss(Program program) => program.Name.StartsWith("Loss", StringComparison.Ordinal);

    private void Walk(IReadOnlyList<Program> programs)
    {
        foreach (Buffer given in _unit.Borders.Given)
        {
            Write(given);
        }

        HashSet<Buffer> written = [];
        for (int i = 0; i < programs.Count; i++)
        {
            _program = programs[i].Name;
            Walk(programs[i].Items);
            written.UnionWith(programs[i].Launches.SelectMany(l => l.Writes).Select(b => b.Place));
            if (i == 0 && !programs.Any(IsLoss))
            {
                // The caller gives what else a loss does.
                foreach (Border gradient in _unit.Borders.OutputGradients)
                {
                    Write(gradient.Buffer);
                }
            }
        }

        foreach (Buffer taken in _unit.Borders.Taken.Where(t => written.Contains(t.Place)))
        {
            Demand(_valid.Contains(taken.Place), $"{taken} is overwritten before the caller reads it.");
        }
    }

    private void Walk(IReadOnlyList<ProgramItem> items)
    {
        foreach (ProgramItem item in items)
        {
            if (item is Loop loop)
            {
                Walk(loop);
                continue;
            }

            foreach (Buffer read in item.Reads.Where(b => b.IsPlanned))
            {
                Demand(_valid.Contains(read.Place), $"{LaunchText.Of((Launch)item)}: {read} is not there, or was overwritten.");
            }

            foreach (Buffer write in item.Writes)
            {
                Write(write);
            }
        }
    }

    /// <summary>
    /// Two passes, since what one leaves behind must not harm the next. What is used outside the loop too may be written in parts, one in
    /// each pass, and must last from the first to the last.
    /// </summary>
    private void Walk(Loop loop)
    {
        Launch[] inside = [.. Program.LaunchesOf([loop])];
        HashSet<Buffer> outside = [.. _unit.Borders.Given.Concat(_unit.Borders.Taken).Select(b => b.Place)];
        IEnumerable<Launch> others = _unit.Programs.SelectMany(p => p.Launches).Except(inside);
        outside.UnionWith(others.SelectMany(l => l.Reads.Concat(l.Writes)).Select(b => b.Place));
        Walk(loop.Body);
        foreach (Launch launch in inside)
        {
            Walk([launch]);
            foreach (Buffer written in loop.Writes.Select(b => b.Place).Where(b => b.IsPlanned && outside.Contains(b)))
            {
                Demand(_valid.Contains(written), $"{LaunchText.Of(launch)}: overwrites {written}, of which a pass before made a part.");
            }
        }
    }

    private void Write(Buffer buffer)
    {
        Buffer place = buffer.Place;
        if (place.IsPlanned && place.IsPlaced)
        {
            _valid.RemoveWhere(other => other != place && other.Space == place.Space && other.IsPlaced && Overlap(other, place));
        }

        _valid.Add(place);
    }

    private static bool Overlap(Buffer a, Buffer b) =>
        !(a.Offset + a.Length).IsAtMost(b.Offset) && !(b.Offset + b.Length).IsAtMost(a.Offset);

    private void Demand(bool holds, string what)
    {
        if (!holds)
        {
            Fail(_unit, _pass, "." + _program, what);
        }
    }

    private static void Fail(ProgramUnit unit, string pass, string program, string what) =>
        throw new InvalidOperationException($"After {pass}, in {unit.Name}{program}: {what}");
}
