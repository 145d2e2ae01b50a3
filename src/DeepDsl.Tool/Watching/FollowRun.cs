namespace DeepDsl.Tool.Watching;

/// <summary>Asks a dashboard again and again, until the training is over.</summary>
internal static class FollowRun
{
    /// <summary>A dashboard looks at its training ten times a second at most.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    public static FollowedRun Until(DashboardClient dashboard, IRunView view, CancellationToken stop)
    {
        FollowedRun seen = new(Last: null, LastEpoch: 0, Lost: null);
        Patience patience = new();
        while (true)
        {
            TimeSpan wait = s_between;
            if (dashboard.Ask(stop, out Silence silence) is { } run)
            {
                patience.Renew();
                seen = Next(seen, run);
                if (Shown(run, view))
                {
                    return seen;
                }
            }
            else if (patience.After(silence) is { } pause)
            {
                wait = pause;
                if (silence == Silence.Late)
                {
                    view.Miss(seen.Last);
                }
            }
            else
            {
                return seen with { Lost = silence };
            }
            stop.WaitHandle.WaitOne(wait);
            stop.ThrowIfCancellationRequested();
        }
    }

    private static FollowedRun Next(FollowedRun seen, WatchedRun run) => run.Number == 0 ? seen : seen with
    {
        Last = run,
        LastEpoch = run.NewEpochs.Select(row => row[0]).Append(run.Number == seen.Last?.Number ? seen.LastEpoch : 0).Max(),
    };

    /// <returns>Whether that was all.</returns>
    private static bool Shown(WatchedRun run, IRunView view)
    {
        if (run.Number == 0)
        {
            return false;
        }
        view.Show(run);
        if (run.IsOver)
        {
            view.End(run);
        }
        return run.IsOver;
    }
}
