namespace DeepDsl.Compiler.Programs;

/// <summary>One program after fusion: its launches in order.</summary>
public sealed record Program(string Name, IReadOnlyList<Launch> Launches)
{
    /// <summary>It may be left out at run time; a later program repeats those of its launches that it needs.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The launches of this program and of the optional one before it, in an order that serves both; null where there is none.</summary>
    public IReadOnlyList<Launch>? Shared { get; init; }

    /// <summary>The launches that lead to any of <paramref name="results"/>, in order.</summary>
    public IReadOnlyList<Launch> LeadingTo(IEnumerable<Buffer> results)
    {
        HashSet<Buffer> needed = [.. results];
        List<Launch> launches = [];
        foreach (Launch launch in Launches.Reverse().Where(l => l.Writes.Any(needed.Contains)))
        {
            needed.UnionWith(launch.Reads);
            launches.Insert(0, launch);
        }

        return launches;
    }
}
