namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Launches that are to be one, and the groups that must come before them.</summary>
internal sealed class LaunchGroup
{
    private readonly int _number;
    private readonly List<Launch> _launches = [];
    private readonly HashSet<LaunchGroup> _before = [];
    private readonly HashSet<Buffer> _used = [];
    private readonly HashSet<Buffer> _written = [];

    /// <summary>Of the groups that took launches when they were found: those this one waits for, also through others.</summary>
    private readonly HashSet<LaunchGroup> _allBefore = [];

    /// <summary>Those, whether they still take launches or not, that have this one among <see cref="_allBefore"/>.</summary>
    private readonly HashSet<LaunchGroup> _allAfter = [];

    private LaunchGroup(int number) => _number = number;

    public IReadOnlyList<Launch> Launches => _launches;

    /// <summary>Joins launches that no loop lies between; those of a loop stay as they are, since each step has slots of its own.</summary>
    public static IReadOnlyList<ProgramItem> Between(
        IReadOnlyList<ProgramItem> items, Func<IReadOnlyList<Launch>, IEnumerable<Launch>> join)
    {
        List<ProgramItem> joined = [];
        List<Launch> run = [];
        foreach (ProgramItem item in items)
        {
            if (item is Launch launch)
            {
                run.Add(launch);
                continue;
            }

            joined.AddRange(join(run));
            joined.Add(item);
            run.Clear();
        }

        return [.. joined, .. join(run)];
    }

    /// <summary>
    /// The launches of a program in groups, in an order that serves all: where each joins the last of <paramref name="window"/> groups that
    /// will have it and neither waits for another that waits for it nor is waited for so. Those come first that it shares a value with.
    /// </summary>
    /// <param name="launches">In order.</param>
    /// <param name="window">Of how many groups.</param>
    /// <param name="joins">Whether a group takes a launch.</param>
    public static IEnumerable<LaunchGroup> Of(IEnumerable<Launch> launches, int window, Func<LaunchGroup, Launch, bool> joins)
    {
        List<LaunchGroup> groups = [];
        Dictionary<Buffer, HashSet<LaunchGroup>> users = [];
        foreach (Launch launch in launches)
        {
            Buffer[] used = [.. launch.Reads.Concat(launch.Writes).Select(b => b.Place).Distinct()];
            LaunchGroup[] before = [.. used.SelectMany(b => users.TryGetValue(b, out HashSet<LaunchGroup> known) ? known : []).Distinct()
                .Where(g => g.Precedes(launch))];
            int first = groups.Count - window;
            HashSet<LaunchGroup> between = [.. before.SelectMany(g => g._allBefore)];
            LaunchGroup[] open = [.. groups.Skip(first).Where(g => !between.Contains(g)).Reverse()];
            LaunchGroup? group = open.OrderByDescending(g => g.Shares(launch)).FirstOrDefault(g => joins(g, launch));
            if (group is null)
            {
                groups.Add(group = new LaunchGroup(groups.Count));
            }

            group.Add(launch, used, before);
            group.WaitFor(before.Concat(between).Where(g => g._number >= first && g != group));
            foreach (Buffer buffer in used)
            {
                if (!users.TryGetValue(buffer, out HashSet<LaunchGroup> known))
                {
                    users.Add(buffer, known = []);
                }

                known.Add(group);
            }
        }

        return InOrder(groups);
    }

    /// <summary>Whether a later launch must stay later.</summary>
    public bool Precedes(Launch launch) =>
        launch.Reads.Any(b => _written.Contains(b.Place)) || launch.Writes.Any(b => _used.Contains(b.Place));

    public bool Shares(Launch launch) => launch.Reads.Any(b => b.IsPlanned && _used.Contains(b.Place));

    private void Add(Launch launch, IEnumerable<Buffer> used, IEnumerable<LaunchGroup> before)
    {
        _launches.Add(launch);
        _before.UnionWith(before.Where(g => g != this));
        _used.UnionWith(used);
        _written.UnionWith(launch.Writes.Select(b => b.Place));
    }

    /// <summary>
    /// Tells all that wait for this one, which may be far older than the last groups: a group waits longer when one that it waits for takes
    /// another launch. Groups that take no more can't begin to, so it is enough to know of those that do.
    /// </summary>
    /// <param name="groups">Which take launches.</param>
    private void WaitFor(IEnumerable<LaunchGroup> groups)
    {
        foreach (LaunchGroup before in groups.Where(g => !_allBefore.Contains(g)).ToArray())
        {
            foreach (LaunchGroup after in _allAfter.Append(this).Where(g => g._allBefore.Add(before)))
            {
                before._allAfter.Add(after);
            }
        }
    }

    /// <summary>As they were, but for those that wait for another that has moved.</summary>
    private static IEnumerable<LaunchGroup> InOrder(List<LaunchGroup> groups)
    {
        List<LaunchGroup> left = [.. groups];
        HashSet<LaunchGroup> done = [];
        while (left.Count > 0)
        {
            int next = left.FindIndex(g => g._before.All(done.Contains));
            done.Add(left[next]);
            yield return left[next];
            left.RemoveAt(next);
        }
    }
}
