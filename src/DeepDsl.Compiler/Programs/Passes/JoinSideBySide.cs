using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Launches small launches that do not wait for each other as one: the sums of several layers' bias gradients, the copies of several weights.
/// What they read lives until then, so large ones stay where they are.
/// </summary>
internal static class JoinSideBySide
{
    private const int Window = 32;

    /// <summary>What the batch is where it is not known.</summary>
    private const int Typical = 256;

    /// <summary>Elements that a launch may read and write: 4 MB, which a card moves in less time than a launch takes.</summary>
    private const long Small = 1 << 20;

    public static ProgramUnit Run(ProgramUnit unit, Target target) =>
        unit with { Programs = [.. unit.Programs.Select(p => p with { Items = [.. Join(p, target)] })] };

    private static IEnumerable<Launch> Join(Program program, Target target) =>
        LaunchGroup.Of(program.Launches, Window, (group, launch) => Joins(group, launch, target))
            .Select(g => g.Launches.Count == 1 ? g.Launches[0] : new SideBySideLaunch(g.Launches[0].Layer, g.Launches));

    private static bool Joins(LaunchGroup group, Launch launch, Target target)
    {
        Launch[] all = [.. group.Launches, launch];
        return !group.Precedes(launch) && all.All(IsSmall)
            && all.All(l => SideBySideKernel.Takes(GpuKernels.Of(l)))
            && GpuKernels.Of(new SideBySideLaunch(launch.Layer, all)).Arguments <= target.MostArguments + 1; // the batch is one
    }

    private static bool IsSmall(Launch launch) => launch is MapLaunch or ReduceLaunch or CopyLaunch or RowsLaunch
        && launch.Reads.Concat(launch.Writes).Sum(b => b.Shape.Size.Evaluate(_ => Typical)) <= Small;
}
