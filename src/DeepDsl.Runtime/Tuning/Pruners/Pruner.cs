namespace DeepDsl;

/// <summary>Ends trials early that do worse than others. Derive from it for a rule of your own, which keeps nothing between calls.</summary>
public abstract class Pruner
{
    /// <summary>
    /// Trials are compared with those of groups before their own, each of so many trials; so many at most run at once. Results are then
    /// the same whichever trial is faster.
    /// </summary>
    public int Group
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"{GetType().Name}.{nameof(Group)} is {value}; it must be at least 1.");
    } = 4;

    /// <summary>Name and settings in one line; a stored search goes on only where it is the same.</summary>
    public virtual string Description => $"{GetType().Name} (Group = {Group})";

    /// <summary>Why the trial should end now, in words without a full stop; null where it should go on. Called on the thread of the trial.</summary>
    public abstract string? Judge(PrunedTrial trial);
}
