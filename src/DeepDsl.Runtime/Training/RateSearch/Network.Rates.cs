using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// Makes some updates at rising learning rates and writes down how the loss goes. They are made on a copy of the model, which takes memory
    /// for another one in training; the model itself stays as it is, whatever happens.
    /// </summary>
    /// <param name="data">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="options">How; null for 100 updates from a rate of 1e-6 to 1.</param>
    /// <remarks>
    /// The copy takes over the options in <see cref="Training"/> and of each parameter. Its optimizer starts afresh, and
    /// <see cref="OnGradients"/> is not called. The suggestion is for the constant rate of a fit, or the highest of a schedule.
    /// </remarks>
    /// <exception cref="TrainingDivergedException">The data hold values that are not finite.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public LearningRateSearch FindLearningRate(Dataset data, LearningRateSearchOptions? options = null)
    {
        options ??= new();
        options.Check();
        FitChecks.NotNull(Definition, data, "the training set is");
        RateSearchRecord record = new(options);
        int batch = Math.Min(options.BatchSize > 0 ? options.BatchSize : Training.BatchSize, data.Count);
        int updatesOfEpoch = (data.Count + batch - 1) / batch;
        FitOptions fit = new()
        {
            Epochs = (options.Updates + updatesOfEpoch - 1) / updatesOfEpoch,
            BatchSize = options.BatchSize,
            Seed = options.Seed,
            Schedule = new RateSearchSchedule(options.Lowest, options.Highest, options.Updates),
            Metrics = [],
            Callbacks = [record],
            CancellationToken = options.CancellationToken,
        };
        try
        {
            new Twin(this).Fit(data, fit);
        }
        catch (TrainingDivergedException) when (new DatasetBinding(Definition, data, "the training set").AreFinite(data.Rows))
        {
            // The rate was too high then, where the search ends.
        }
        return new LearningRateSearch(record.Points);
    }

    /// <summary>A copy to try something on.</summary>
    private sealed class Twin : Network
    {
        public Twin(Network source)
            : base(new NetworkCopy(source))
        {
            Training.Take(source.Training);
            for (int p = 0; p < Parameters.Count; p++)
            {
                Parameter parameter = source.Parameters[p];
                (Parameters[p].Frozen, Parameters[p].LearningRate, Parameters[p].WeightDecay) =
                    (parameter.Frozen, parameter.LearningRate, parameter.WeightDecay);
            }
            for (int i = 0; i < States.Count; i++)
            {
                States[i].Frozen = source.States[i].Frozen;
            }
            for (int i = 0; i < Rates.Count; i++)
            {
                Rates[i].Value = source.Rates[i].Value;
            }
        }
    }
}
