using System.ComponentModel;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>What the features of the model's records are; null for a model of other inputs. Overridden by what is generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual string? FeatureDeclaration => null;

    /// <summary>What was fitted to the records that the model trained on.</summary>
    internal FeatureNumbers? FeatureNumbers { get; set; }

    /// <summary>Loads that began and loads that ended: odd while one replaces values and numbers.</summary>
    private int _loads;

    /// <summary>
    /// What is read of values and numbers between two loads: read again where one came between, so that nobody waits for anybody but for the
    /// moment in which both are replaced.
    /// </summary>
    internal TResult OfOneLoad<TResult>(Func<TResult> read)
    {
        for (SpinWait wait = default; ; wait.SpinOnce())
        {
            int before = Volatile.Read(ref _loads);
            bool Unchanged() => before % 2 == 0 && Volatile.Read(ref _loads) == before;
            try
            {
                TResult result = read();
                Interlocked.MemoryBarrier();
                if (Unchanged())
                {
                    return result;
                }
            }
            catch when (!Unchanged())
            {
            }
        }
    }

    /// <summary>Takes values and numbers from a file.</summary>
    private void Replace(WeightLoader[] values, FeatureNumbers? numbers)
    {
        Interlocked.Increment(ref _loads);
        try
        {
            foreach (WeightLoader loader in values)
            {
                loader.Write();
            }
            FeatureNumbers = numbers ?? FeatureNumbers;
        }
        finally
        {
            Interlocked.Increment(ref _loads);
        }
    }

    /// <summary>Trains on samples that these numbers made, and keeps them from the first step on.</summary>
    internal History FitWith(Dataset train, FitOptions options, FeatureNumbers numbers) => RunFit(() => FitRun.Over(this, train, options), numbers);

    internal void WriteFeatures(Dictionary<string, string> metadata, string prefix = "")
    {
        if (FeatureNumbers is { } numbers)
        {
            metadata[prefix + FeatureNumbers.Key] = numbers.Write();
        }
    }
}
