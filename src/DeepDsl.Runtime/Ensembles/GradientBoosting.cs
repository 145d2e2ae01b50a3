namespace DeepDsl;

/// <summary>
/// Models of numbers one after another, each trained on what is missing to the targets when those before are added up (Friedman 2001).
/// </summary>
public sealed class GradientBoosting
{
    private GradientBoosting(Ensemble ensemble, double[] losses) => (Ensemble, Losses) = (ensemble, Array.AsReadOnly(losses));

    /// <summary>The sum of all.</summary>
    public Ensemble Ensemble { get; }

    /// <summary>
    /// On the training set the mean squared error, or the logistic loss of yes and no, of the constant that all begins with, and behind each
    /// member.
    /// </summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>Trains them.</summary>
    /// <param name="create">Makes a new model from a seed, of one output under a loss of numbers.</param>
    /// <param name="train">Its first target is floats, or one yes or no a sample.</param>
    /// <param name="options">How; null for ten members.</param>
    public static GradientBoosting Fit(Func<int, Network> create, Dataset train, GradientBoostingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new GradientBoostingOptions();
        EnsembleChecks.Options(options);
        EnsembleChecks.LearningRate(options.LearningRate, nameof(GradientBoostingOptions));
        Dataset own = train.WithOwnRows();
        BoostedSum sum = new(own, options.YesNo);
        List<double> losses = [sum.Loss()];
        List<Network> members = [];
        while (members.Count < options.Members)
        {
            int number = members.Count;
            Network member = create(options.SeedOf(number));
            EnsembleChecks.Members([.. members, member]);
            EnsembleChecks.IsOfNumbers(member.Definition);
            member.Fit(own.WithTarget(sum.Residuals()), options.FitOf(number));
            sum.Add(member.Predict(own).Values, options.LearningRate);
            losses.Add(sum.Loss());
            members.Add(member);
        }
        Ensemble ensemble = new(
            [.. members], options.YesNo ? EnsembleVote.LogOdds : EnsembleVote.Sum, [.. members.Select(_ => options.LearningRate)], [sum.Start]);
        return new GradientBoosting(ensemble, [.. losses]);
    }
}
