using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Makes one launch of small ones that do not wait for each other: the sums of several layers' bias gradients, the copies of several
/// weights. What they read lives until then, so large ones stay where they are.
/// </summary>
internal sealed class JoinSideBySide
{
    private const int Window = 32;

    /// <summary>Elements that a launch may read and write: 4 MB, which a card moves in less time than a launch takes.</summary>
    private const long Small = 1 << 20;

    private readonly Target _target;

    /// <summary>Of each launch that may be joined, how many.</summary>
    private readonly Dictionary<Launch, int> _arguments;

    private JoinSideBySide(Program program, Target target)
    {
        _target = target;
        _arguments = program.Launches.Where(IsSmall)
            .ToDictionary(l => l, l => l.Reads.Count + l.Writes.Count + Drawn(l).Distinct().Count());
    }

    public static ProgramUnit Run(ProgramUnit unit, Target target) =>
        unit with { Programs = [.. unit.Programs.Select(p => p with { Items = new JoinSideBySide(p, target).Join(p) })] };

    private IReadOnlyList<ProgramItem> Join(Program program) => LaunchGroup.Between(program.Items, launches => LaunchGroup
        .Of(launches, Window, Joins)
        .Select(g => g.Launches.Count == 1 ? g.Launches[0] : new SideBySideLaunch(g.Launches[0].Layer, g.Launches)));

    private bool Joins(LaunchGroup group, Launch launch) =>
        !group.Precedes(launch) && _arguments.TryGetValue(launch, out int more)
        && group.Launches.All(_arguments.ContainsKey) && group.Launches.Sum(l => _arguments[l]) + more <= _target.MostArguments;

    /// <summary>The streams of random numbers.</summary>
    private static IEnumerable<int> Drawn(Launch launch) => launch switch
    {
        MapLaunch l => l.Operands.Select(o => o.Random).OfType<RandomNode>().Select(r => r.Stream),
        ReduceLaunch l => l.Operands.Select(o => o.Random).OfType<RandomNode>().Select(r => r.Stream),
        RowsLaunch l => l.Members.SelectMany(Drawn),
        _ => [],
    };

    private static bool IsSmall(Launch launch) => launch is MapLaunch or ReduceLaunch or CopyLaunch or RowsLaunch
        && launch.Reads.Concat(launch.Writes).Sum(b => b.Shape.Size.Evaluate(_ => RowCosts.Typical)) <= Small;
}
