using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Models trained on bags of samples, each drawn with repetitions (Breiman 1996), and what those say of a sample that did not see it.
/// </summary>
public sealed class Bagging
{
    private Bagging(Ensemble ensemble, Dataset[] bags, Dataset outOfBag, Predictions predictions)
    {
        Ensemble = ensemble;
        Bags = Array.AsReadOnly(bags);
        OutOfBag = outOfBag;
        Predictions = predictions;
    }

    /// <summary>The mean of all.</summary>
    public Ensemble Ensemble { get; }

    /// <summary>What each was trained on.</summary>
    public IReadOnlyList<Dataset> Bags { get; }

    /// <summary>The samples that at least one has not seen.</summary>
    public Dataset OutOfBag { get; }

    /// <summary>For each of those, the mean of the models that have not seen it.</summary>
    public Predictions Predictions { get; }

    /// <summary>
    /// Trains them. A sample is not in a bag of as many samples with a probability of about 0.37, so with some ten members nearly all are out of
    /// some bag.
    /// </summary>
    /// <param name="create">Makes a new model from a seed.</param>
    /// <param name="train">What bags are drawn from.</param>
    /// <param name="options">How; null for ten members.</param>
    public static Bagging Fit(Func<int, Network> create, Dataset train, BaggingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new BaggingOptions();
        EnsembleChecks.Options(options);
        EnsembleChecks.Fit(options.Fit, options.Threads);
        EnsembleChecks.Demand(train.Count > 0, "The training set is empty; bags are drawn from at least one sample.");
        Dataset own = train.WithOwnRows();
        Network[] members = MemberFits.Create(create, options.SeedOf, options.Members);
        Dataset[] bags = [.. members.Select((_, i) => own.Bag(RowOrder.ForEpoch((ulong)options.Seed, i), options.Balanced))];
        MemberFits.Run(members.Length, options.Threads, i => members[i].Fit(bags[i], options.FitOf(i)));
        Ensemble ensemble = new(members);
        (Dataset outOfBag, Predictions predictions) = OutOfBagOf(members, own, bags);
        return new Bagging(ensemble, bags, outOfBag, predictions);
    }

    /// <summary>Metrics by <see cref="Predictions"/>: what the ensemble may be expected to reach on new samples, or a little less.</summary>
    /// <param name="metrics">What to measure; null for the accuracy where there are classes, else for the mean squared error.</param>
    public EvaluationResult Evaluate(IReadOnlyList<Metric>? metrics = null) => Predictions.Evaluate(OutOfBag, metrics);

    private static (Dataset Data, Predictions Predictions) OutOfBagOf(Network[] members, Dataset train, Dataset[] bags)
    {
        int[][] unseen = Array.ConvertAll(bags, bag => Unseen(train, bag));
        int[] samples = [.. unseen.SelectMany(u => u).Distinct().Order()];
        Dataset data = train.Select(samples);
        double[][] sums = [];
        int[] counts = new int[samples.Length];
        SymbolValues symbols = default;
        for (int m = 0; m < members.Length; m++)
        {
            Predictions some = members[m].Predict(train.Select(unseen[m]));
            symbols = some.Symbols;
            sums = sums.Length > 0 ? sums : [.. some.Outputs.Select(o => new double[samples.Length * o.Width])];
            for (int i = 0; i < unseen[m].Length; i++)
            {
                int place = Array.BinarySearch(samples, unseen[m][i]);
                counts[place]++;
                for (int o = 0; o < sums.Length; o++)
                {
                    int width = some.Outputs[o].Width;
                    ReadOnlySpan<float> values = some.Outputs[o].Probabilities.Slice(i * width, width);
                    for (int j = 0; j < width; j++)
                    {
                        sums[o][(place * width) + j] += values[j];
                    }
                }
            }
        }
        float[][] means = Array.ConvertAll(sums, sum => (float[])[.. sum.Select((v, i) => (float)(v / counts[i / (sum.Length / counts.Length)]))]);
        return (data, new Predictions(members[0].Definition, samples.Length, symbols, means, means, areScores: false));
    }

    private static int[] Unseen(Dataset train, Dataset bag)
    {
        HashSet<int> seen = [.. bag.Rows];
        int[] rows = train.Rows.ToArray();
        return [.. Enumerable.Range(0, rows.Length).Where(i => !seen.Contains(rows[i]))];
    }
}
