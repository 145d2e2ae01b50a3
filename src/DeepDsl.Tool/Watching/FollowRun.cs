namespace DeepDsl.Tool.Watching;

/// <summary>Asks a dashboard again and again, until the training is over.</summary>
internal static class FollowRun
{
    /// <summary>A dashboard looks at its training ten times a second at most.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    /// <returns>What was seen last, and whether anybody still answered; nothing where no training was seen.</returns>
    public static (WatchedRun? Last, bool IsLost) Until(DashboardClient dashboard, IRunView view, CancellationToken stop)
    {
        WatchedRun? last = null;
        while (true)
        {
            if (dashboard.Ask(stop) is not { } run)
            {
                return (last, IsLost: true);
            }
            if (run.Number > 0)
            {
                last = run;
                view.Show(run);
                if (run.IsOver)
                {
                    view.End(run);
                    return (run, IsLost: false);
                }
            }
            stop.WaitHandle.WaitOne(s_between);
            stop.ThrowIfCancellationRequested();
        }
    }
}
