namespace DeepDsl.Tool.Watching;

/// <summary>Shows a training while it runs.</summary>
internal interface IRunView
{
    /// <summary>What is known by now.</summary>
    void Show(WatchedRun run);

    /// <summary>The same for the last time.</summary>
    void End(WatchedRun run);
}
