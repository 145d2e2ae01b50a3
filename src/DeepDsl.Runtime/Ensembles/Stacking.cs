namespace DeepDsl;

/// <summary>
/// A model that learns how much to trust which of several others (Wolpert 1992). It is trained on what they say of samples that they have
/// not seen: each part of the training set is predicted by members trained on the other parts. Then the members are trained on all.
/// </summary>
public sealed class Stacking
{
    private Stacking(StackedEnsemble ensemble, Dataset outOfFold) => (Ensemble, OutOfFold) = (ensemble, outOfFold);

    /// <summary>The members trained on all samples, and the model on top.</summary>
    public StackedEnsemble Ensemble { get; }

    /// <summary>What the model on top was trained on, in the order of the training set.</summary>
    public Dataset OutOfFold { get; }

    /// <summary>Trains them. Folds keep the shares of the classes where the first target is one int label a sample.</summary>
    /// <param name="members">Each makes a new model from a seed.</param>
    /// <param name="top">
    /// Makes the model on top, whose one input has as many floats as the outputs of all members together.
    /// </param>
    /// <param name="train">What to train on; members match its columns by name, or else by position, and the model on top its targets.</param>
    /// <param name="options">How; null for five folds.</param>
    public static Stacking Fit(IReadOnlyList<Func<int, Network>> members, Func<int, Network> top, Dataset train, StackingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(top);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new StackingOptions();
        EnsembleChecks.Fit(options.Fit, options.Threads);
        EnsembleChecks.Fit(options.TopFit, threads: 1);
        EnsembleChecks.Demand(members.Count > 0, "A stacked ensemble needs at least one member, but none was given.");
        Dataset own = train.WithOwnRows();
        bool hasClasses = own.Targets is [{ IsInt: true, Width: 1 }, ..];
        IReadOnlyList<Fold> folds = hasClasses ? own.StratifiedFolds(options.Folds, options.Seed) : own.Folds(options.Folds, options.Seed);
        Network topModel = top(unchecked(options.Seed + members.Count));
        int runs = folds.Count + 1;
        Network[] models = [.. Enumerable.Range(0, members.Count * runs).Select(i => members[i / runs](unchecked(options.Seed + (i / runs))))];
        EnsembleChecks.AreNew([.. models, topModel]);

        int[] sampleOf = new int[own.Inputs[0].Rows];
        for (int i = 0; i < own.Count; i++)
        {
            sampleOf[own.Rows[i]] = i;
        }
        MemberOutputs outputs = new(members.Count, own.Count);
        MemberFits.Run(models.Length, options.Threads, i =>
        {
            int member = i / runs;
            FitOptions fit = options.Fit with { Seed = unchecked(options.Fit.Seed + member) };
            if (i % runs == folds.Count)
            {
                models[i].Fit(own, fit);
                return;
            }
            Fold fold = folds[i % runs];
            models[i].Fit(fold.Train, fit);
            outputs.Put(member, [.. fold.Validation.Rows.ToArray().Select(row => sampleOf[row])], models[i].Predict(fold.Validation));
        });
        Dataset outOfFold = outputs.As(own);
        topModel.Fit(outOfFold, options.TopFit);
        Network[] onAll = [.. models.Where((_, i) => i % runs == folds.Count)];
        return new Stacking(new StackedEnsemble(onAll, topModel), outOfFold);
    }
}
