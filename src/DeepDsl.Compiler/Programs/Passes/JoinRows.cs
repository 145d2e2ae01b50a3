namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Joins maps and reductions that treat rows by themselves into one launch: of softmax, losses and norms, which are chains of them, of
/// sums over the batch with what is computed from the sum, and of maps of one size. Values that no other launch reads are then never in
/// memory. Launches change places where no order between them is lost.
/// </summary>
internal sealed class JoinRows
{
    /// <summary>How many of the last launches another may join.</summary>
    private const int Window = 24;

    private readonly Program _program;
    private readonly ProgramUnit _unit;
    private readonly Target _target;
    private readonly HashSet<Buffer> _elsewhere;
    private readonly List<Group> _groups = [];

    private JoinRows(Program program, ProgramUnit unit, Target target)
    {
        _program = program;
        _unit = unit;
        _target = target;
        _elsewhere = [.. unit.Borders.Given.Concat(unit.Borders.Taken).Select(b => b.Place)];

        // A program that writes it itself reads its own.
        foreach (Program other in unit.Programs.Where(p => p != program))
        {
            IEnumerable<Buffer> written = other.Launches.SelectMany(l => l.Writes).Select(b => b.Place);
            _elsewhere.UnionWith(other.Launches.SelectMany(l => l.Reads).Select(b => b.Place).Except(written));
        }
    }

    public static ProgramUnit Run(ProgramUnit unit, Target target) =>
        unit with { Programs = [.. unit.Programs.Select(p => new JoinRows(p, unit, target).Join())] };

    private Program Join()
    {
        foreach (Launch launch in _program.Launches)
        {
            Add(launch);
        }

        return _program with { Items = [.. InOrder().Select(Close)], Shared = null };
    }

    /// <summary>Puts a launch into the last group that can have it, one that it shares a value with if there is one.</summary>
    private void Add(Launch launch)
    {
        HashSet<Group> before = [.. _groups.Where(g => g.Precedes(launch))];
        if (launch is MapLaunch or ReduceLaunch)
        {
            HashSet<Group> between = Before(before);
            Group[] open = [.. _groups.Skip(_groups.Count - Window).Where(g => !between.Contains(g)).Reverse()];
            foreach (Group group in open.Where(g => g.Shares(launch)).Concat(open.Where(g => !g.Shares(launch))))
            {
                if (Joined(group, launch) is { } space)
                {
                    group.Add(launch, space, before);
                    return;
                }
            }
        }

        _groups.Add(new Group(launch, before));
    }

    /// <summary>Groups that must come before one of the given, which can't take what must come after that.</summary>
    private static HashSet<Group> Before(IEnumerable<Group> groups)
    {
        HashSet<Group> found = [];
        Stack<Group> open = new(groups);
        while (open.Count > 0)
        {
            foreach (Group before in open.Pop().Before.Where(found.Add))
            {
                open.Push(before);
            }
        }

        return found;
    }

    /// <summary>The space in which the launches of a group and another are one; null where they can't be, or it does not pay.</summary>
    private RowSpace? Joined(Group group, Launch launch)
    {
        if (group.Launches.Any(l => l is not (MapLaunch or ReduceLaunch)))
        {
            return null;
        }

        Launch[] all = [.. group.Launches, launch];
        RowSpace[] spaces = [.. all.OfType<ReduceLaunch>().Select(r => RowSpace.Of(r.Shape, r.Axes)).Distinct()];
        RowSpace space = spaces.Length > 0 ? spaces[0] : RowSpace.OfElements(((MapLaunch)launch).Shape.Size);
        if (spaces.Length > 1 || RowMembers.In(space, all) is not { } values || !RowCosts.Pays(space, values))
        {
            return null;
        }

        RowsLaunch joined = Rows(space, all);
        int keys = values.SelectMany(v => v.Operands).Select(o => o.Random?.Stream).OfType<int>().Distinct().Count();
        bool fits = joined.Reads.Count + joined.Writes.Count + keys <= _target.MostArguments;
        return fits && (group.Shares(launch) || RowCosts.IsSmall(space)) ? space : null;
    }

    private RowsLaunch Rows(RowSpace space, IReadOnlyList<Launch> members)
    {
        HashSet<Buffer> read = [.. _program.Launches.Except(members).SelectMany(l => l.Reads).Select(b => b.Place)];
        Buffer[] stored = [.. members.SelectMany(m => m.Writes).Where(b => !b.IsPlanned || _elsewhere.Contains(b.Place) || read.Contains(b.Place))];
        return new RowsLaunch(members[0].Layer, space, members, stored);
    }

    private Launch Close(Group group) => group.Launches.Count == 1 ? group.Launches[0] : Rows(group.Space!, group.Launches);

    /// <summary>As they were, but for those that wait for another that has moved.</summary>
    private IEnumerable<Group> InOrder()
    {
        List<Group> left = [.. _groups];
        HashSet<Group> done = [];
        while (left.Count > 0)
        {
            int next = left.FindIndex(g => g.Before.All(done.Contains));
            Group group = left[next];
            left.RemoveAt(next);
            done.Add(group);
            yield return group;
        }
    }

    /// <summary>Launches that are to be one.</summary>
    private sealed class Group(Launch first, HashSet<Group> before)
    {
        private readonly HashSet<Buffer> _reads = Places(first.Reads);
        private readonly HashSet<Buffer> _writes = Places(first.Writes);

        public List<Launch> Launches { get; } = [first];

        /// <summary>Those that must come before it.</summary>
        public HashSet<Group> Before { get; } = before;

        /// <summary>Null for one launch.</summary>
        public RowSpace? Space { get; private set; }

        /// <summary>Whether a later launch must stay later.</summary>
        public bool Precedes(Launch launch) =>
            launch.Reads.Concat(launch.Writes).Any(b => _writes.Contains(b.Place)) || launch.Writes.Any(b => _reads.Contains(b.Place));

        public bool Shares(Launch launch) =>
            launch.Reads.Any(b => b.IsPlanned && (_writes.Contains(b.Place) || _reads.Contains(b.Place)));

        public void Add(Launch launch, RowSpace space, IEnumerable<Group> before)
        {
            Launches.Add(launch);
            Space = space;
            Before.UnionWith(before.Where(g => g != this));
            _reads.UnionWith(Places(launch.Reads));
            _writes.UnionWith(Places(launch.Writes));
        }

        private static HashSet<Buffer> Places(IEnumerable<Buffer> buffers) => [.. buffers.Select(b => b.Place)];
    }
}
