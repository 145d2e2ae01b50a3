namespace DeepDsl;

/// <summary>Classifiers one after another, each trained with more weight on what those before had wrong.</summary>
public static class AdaBoost
{
    /// <summary>
    /// Trains them. The ensemble is a weighted majority; it has fewer members than asked for where one makes no mistake, or is no better than
    /// chance, which leaves that one out.
    /// </summary>
    /// <param name="create">Makes a new model from a seed; its first loss has classes.</param>
    /// <param name="train">Its first target has one int label, or one yes or no as 1 or 0, a sample. Weights of samples are those of the beginning.</param>
    /// <param name="options">How; null for ten members.</param>
    public static Ensemble Fit(Func<int, Network> create, Dataset train, AdaBoostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new AdaBoostOptions();
        EnsembleChecks.Options(options);
        EnsembleChecks.LearningRate(options.LearningRate, nameof(AdaBoostOptions));
        Dataset own = train.WithOwnRows();
        int[] truths = own.YesNoOrClasses();
        int stray = Array.FindIndex(truths, label => label < 0);
        EnsembleChecks.Demand(stray < 0, $"The label of sample {stray} is {(stray < 0 ? 0 : truths[stray])}, which is no class; leave such samples out through Where.");
        double[] samples = Shares(own.WeightArray());
        List<Network> members = [];
        List<double> weights = [];
        while (members.Count < options.Members)
        {
            int number = members.Count;
            Network member = create(options.SeedOf(number));
            EnsembleChecks.Members([.. members, member]);
            EnsembleChecks.HasClasses(member.Definition);
            member.Fit(own.WithWeights(Array.ConvertAll(samples, w => (float)(w * samples.Length))), options.FitOf(number));
            PredictedOutput output = member.Predict(own).Outputs[member.Definition.Losses[0].Output];
            bool[] isWrong = Wrong(output, truths);
            SammeRound round = SammeRound.Of(samples, isWrong, output.IsYesNo ? 2 : output.Classes, options.LearningRate);
            if (round.Weight == 0)
            {
                break;
            }
            members.Add(member);
            weights.Add(round.Weight);
            if (!round.GoesOn)
            {
                break;
            }
            round.Reweigh(samples, isWrong);
        }
        return members.Count > 0
            ? new Ensemble(members, EnsembleVote.Majority, weights)
            : throw new InvalidOperationException(
                "The first member of AdaBoost is no better than chance on its own training set, so nothing can be built on it; train it for longer, or "
                + "take a larger model.");
    }

    private static bool[] Wrong(PredictedOutput output, int[] truths)
    {
        int[] labels = output.Labels();
        return labels.Length == truths.Length
            ? [.. labels.Select((label, i) => label != truths[i])]
            : throw new ArgumentException(
                $"AdaBoost counts one class for each sample, but output '{output.Name}' gives {labels.Length / truths.Length}; take {nameof(Bagging)}.");
    }

    private static double[] Shares(float[] weights)
    {
        double sum = weights.Sum(w => (double)w);
        return sum > 0
            ? Array.ConvertAll(weights, w => w / sum)
            : throw new ArgumentException("No sample of the training set has a weight above 0, so there is nothing to train on.");
    }
}
