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
    private readonly Target _target;
    private readonly HashSet<Buffer> _elsewhere;
    private readonly Dictionary<Buffer, int> _readers = [];

    /// <summary>Of each launch that may be joined: the one of a reduction, or the elements of a map.</summary>
    private readonly Dictionary<Launch, RowSpace> _spaces = [];

    private JoinRows(Program program, ProgramUnit unit, Target target)
    {
        _program = program;
        _target = target;
        _elsewhere = unit.ReadElsewhere(program);
        foreach (Launch launch in program.Launches)
        {
            if (launch is MapLaunch map)
            {
                _spaces[map] = RowSpace.OfElements(map.Shape.Size);
            }
            else if (launch is ReduceLaunch reduce)
            {
                _spaces[reduce] = RowSpace.Of(reduce.Shape, reduce.Axes);
            }
        }

        foreach (Buffer read in program.Launches.SelectMany(l => l.Reads).Select(b => b.Place))
        {
            _readers[read] = _readers.TryGetValue(read, out int readers) ? readers + 1 : 1;
        }
    }

    public static ProgramUnit Run(ProgramUnit unit, Target target) =>
        unit with { Programs = [.. unit.Programs.Select(p => new JoinRows(p, unit, target).Join())] };

    private Program Join() => _program with
    {
        Items = LaunchGroup.Between(_program.Items, launches => LaunchGroup
            .Of(launches, Window, (group, launch) => Joined(group, launch) is not null)
            .Select(g => g.Launches.Count == 1 ? g.Launches[0] : Rows(SpaceOf(g.Launches), g.Launches))),
        Shared = null, // the halves of a backward are joined each for itself
    };

    /// <summary>A group and another launch as one; null where they can't be, or it does not pay.</summary>
    private RowsLaunch? Joined(LaunchGroup group, Launch launch)
    {
        if (!_spaces.TryGetValue(launch, out RowSpace own) || !_spaces.ContainsKey(group.Launches[0]))
        {
            return null;
        }

        Launch[] all = [.. group.Launches, launch];
        RowSpace space = SpaceOf(all);
        bool hasSize = launch is ReduceLaunch ? own == space : own.Elements == space.Rows || own.Elements == space.Elements;
        if (!hasSize || RowMembers.In(space, all) is not { } values || !RowCosts.Pays(space, values))
        {
            return null;
        }

        RowsLaunch joined = Rows(space, all);
        int keys = values.SelectMany(v => v.Operands).Select(o => o.Random?.Stream).OfType<int>().Distinct().Count();
        bool fits = joined.Reads.Count + joined.Writes.Count + keys <= _target.MostArguments;
        return fits && (group.Shares(launch) || RowCosts.PaysUnrelated(space, values)) ? joined : null;
    }

    private RowSpace SpaceOf(IReadOnlyList<Launch> launches) => _spaces[launches.FirstOrDefault(l => l is ReduceLaunch) ?? launches[0]];

    private RowsLaunch Rows(RowSpace space, IReadOnlyList<Launch> members)
    {
        ILookup<Buffer, Buffer> inside = members.SelectMany(m => m.Reads).Select(b => b.Place).ToLookup(b => b);
        bool IsReadOutside(Buffer place) => _readers.TryGetValue(place, out int all) && all > inside[place].Count();
        IEnumerable<Buffer> written = members.SelectMany(m => m.Writes);
        Buffer[] stored = [.. written.Where(b => !b.IsPlanned || _elsewhere.Contains(b.Place) || IsReadOutside(b.Place))];
        return new RowsLaunch(members[0].Layer, space, members, stored);
    }
}
