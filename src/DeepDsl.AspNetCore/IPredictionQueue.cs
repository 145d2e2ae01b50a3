namespace DeepDsl;

/// <summary>A queue, whatever its samples are.</summary>
internal interface IPredictionQueue
{
    /// <summary>Takes no more, and ends when what waits is answered.</summary>
    Task CompleteAsync();
}
