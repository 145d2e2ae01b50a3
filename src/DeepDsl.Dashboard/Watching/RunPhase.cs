namespace DeepDsl;

/// <summary>What a training does, or how it ended. The page knows them by these names.</summary>
internal enum RunPhase
{
    Running,
    Paused,
    Ended,
    Stopped,
    Cancelled,
    Failed,
}
