namespace DeepDsl.Compiler.Programs;

/// <summary>One program after fusion: its launches and loops in order.</summary>
public sealed record Program(string Name, IReadOnlyList<ProgramItem> Items)
{
    /// <summary>It may be left out at run time; a later program repeats those of its items that it needs.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The items of this program and of the optional one before it, in an order that serves both; null where there is none.</summary>
    public IReadOnlyList<ProgramItem>? Shared { get; init; }

    /// <summary>All launches, those of a loop once.</summary>
    public IEnumerable<Launch> Launches => LaunchesOf(Items);

    /// <summary>The items that lead to any of <paramref name="results"/>, in order.</summary>
    public IReadOnlyList<ProgramItem> LeadingTo(IEnumerable<Buffer> results)
    {
        HashSet<Buffer> needed = [.. results.Select(b => b.Place)];
        List<ProgramItem> items = [];
        foreach (ProgramItem item in Items.Reverse().Where(i => i.Writes.Any(b => needed.Contains(b.Place))))
        {
            needed.UnionWith(item.Reads.Select(b => b.Place));
            items.Insert(0, item);
        }

        return items;
    }

    public static IEnumerable<Launch> LaunchesOf(IEnumerable<ProgramItem> items) =>
        items.SelectMany(i => i is Loop loop ? LaunchesOf(loop.Body) : [(Launch)i]);
}
