namespace DeepDsl;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>It gave its score.</summary>
    Complete,

    /// <summary>It was ended early, since others did better; its score is that of the moment.</summary>
    Pruned,

    /// <summary>It threw, or its score was no finite number.</summary>
    Failed,
}
