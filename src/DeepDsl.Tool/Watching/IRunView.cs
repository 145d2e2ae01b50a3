namespace DeepDsl.Tool.Watching;

/// <summary>Shows a training while it runs.</summary>
internal interface IRunView
{
    /// <summary>What is known by now.</summary>
    void Show(WatchedRun run);

    /// <summary>The program did not answer in time, and is asked again.</summary>
    /// <param name="last">What was known before; null for nothing.</param>
    void Miss(WatchedRun? last);

    /// <summary>The same for the last time.</summary>
    void End(WatchedRun run);
}
