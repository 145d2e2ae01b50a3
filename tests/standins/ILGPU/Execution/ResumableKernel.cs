namespace ILGPU.Execution;

/// <summary>Runs one thread from <paramref name="site"/> (0: from the start) and returns the site where it stopped, 0 at its end.</summary>
internal delegate int ResumeThread(Launch launch, int site);

/// <param name="Kind">What the thread waits for.</param>
/// <param name="Where">For messages.</param>
internal sealed record SuspensionSite(Suspension Kind, string Where);

/// <summary>
/// A kernel with barriers, whose threads run one after the other up to the next barrier. So a launch needs no system threads, is
/// deterministic, and sees at once when threads wait at different places.
/// </summary>
internal sealed class ResumableKernel(ResumeThread resume, IReadOnlyList<SuspensionSite> sites, int locals)
{
    /// <summary>Sites count from 1; 0 is the end of the kernel.</summary>
    private const int End = 0;

    /// <summary>How many values a waiting thread may have to keep.</summary>
    public int Locals { get; } = locals;

    public void RunGroup(Launch launch)
    {
        launch.ForgetSharedMemory();
        var stoppedAt = new int[launch.GroupSize];
        do
        {
            for (int first = 0; first < launch.GroupSize; first += launch.WarpSize)
            {
                RunWarp(launch, stoppedAt.AsSpan(first, Math.Min(launch.WarpSize, launch.GroupSize - first)), first);
            }

            RequireSamePlace(stoppedAt, 0, "the group");
        }
        while (stoppedAt[0] != End);
    }

    private void RunWarp(Launch launch, Span<int> stoppedAt, int firstThread)
    {
        while (true)
        {
            for (int lane = 0; lane < stoppedAt.Length; lane++)
            {
                launch.SetThread(firstThread + lane);
                stoppedAt[lane] = resume(launch, stoppedAt[lane]);
            }

            if (!HasShuffle(stoppedAt))
            {
                return;
            }

            RequireSamePlace(stoppedAt, firstThread, "the warp");
            launch.ExchangeAt(stoppedAt[0]).Deliver(sites[stoppedAt[0] - 1].Kind, firstThread, stoppedAt.Length);
        }
    }

    private bool HasShuffle(ReadOnlySpan<int> stoppedAt)
    {
        foreach (int site in stoppedAt)
        {
            if (site != End && sites[site - 1].Kind != Suspension.Barrier)
            {
                return true;
            }
        }

        return false;
    }

    private void RequireSamePlace(ReadOnlySpan<int> stoppedAt, int firstThread, string who)
    {
        int other = stoppedAt.IndexOfAnyExcept(stoppedAt[0]);
        if (other >= 0)
        {
            throw new InvalidOperationException(
                $"The threads of {who} diverged: thread {firstThread} {Describe(stoppedAt[0])}, thread {firstThread + other} " +
                $"{Describe(stoppedAt[other])}; every thread must come to the same barriers and shuffles.");
        }
    }

    private string Describe(int site) => site == End ? "has left the kernel" : $"waits at {sites[site - 1].Where}";
}
