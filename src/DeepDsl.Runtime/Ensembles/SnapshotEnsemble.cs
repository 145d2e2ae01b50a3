namespace DeepDsl;

/// <summary>
/// Several models for the training of one (Huang et al. 2017): the learning rate falls along a cosine and begins anew, and where it is lowest
/// the model of then becomes a member.
/// </summary>
public static class SnapshotEnsemble
{
    /// <summary>
    /// Trains one model for <see cref="EnsembleOptions.Members"/> times <see cref="FitOptions.Epochs"/>, and keeps what it is at the end of each.
    /// A callback that ends the fit leaves those that there are by then.
    /// </summary>
    /// <param name="create">Makes a new model from a seed, which is that of all.</param>
    /// <param name="train">What to train on.</param>
    /// <param name="options">How; null for ten members of ten epochs each.</param>
    public static Ensemble Fit(Func<int, Network> create, Dataset train, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        options ??= new EnsembleOptions();
        EnsembleChecks.Options(options);
        EnsembleChecks.Demand(
            options.Fit.Schedule == null, "FitOptions.Schedule would be that of one wave, but an ensemble of snapshots has one for each member; leave it out.");
        EnsembleChecks.Demand(options.Fit.Epochs >= 1, $"FitOptions.Epochs is {options.Fit.Epochs}; it must be at least 1.");
        Network model = create(options.Seed);
        EnsembleChecks.Members([model]);
        List<Network> members = [];
        LambdaCallback keep = new()
        {
            EpochEnd = (context, _) =>
            {
                if (context.Epoch % options.Fit.Epochs == 0)
                {
                    Network member = create(options.Seed);
                    EnsembleChecks.Members([model, member]);
                    member.CopyWeights(model);
                    members.Add(member);
                }
            },
        };
        model.Fit(train, options.Fit with
        {
            Epochs = checked(options.Members * options.Fit.Epochs),
            Schedule = new CosineSchedule { PeriodEpochs = options.Fit.Epochs },
            Callbacks = [.. options.Fit.Callbacks, keep],
        });
        return members.Count > 0
            ? new Ensemble(members)
            : throw new InvalidOperationException("A callback ended the fit in the first wave, before there was a member; let it run for longer.");
    }
}
