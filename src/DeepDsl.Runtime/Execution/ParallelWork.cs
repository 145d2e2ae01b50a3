namespace DeepDsl.Execution;

/// <summary>What a <see cref="WorkerPool"/> divides: an object that lives on, so that running it allocates nothing.</summary>
internal abstract class ParallelWork
{
    /// <summary>Does the items <paramref name="begin"/> to <paramref name="end"/> as worker number <paramref name="worker"/>.</summary>
    public abstract void Run(int begin, int end, int worker);
}
