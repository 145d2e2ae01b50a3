using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Ensembles;

public sealed class EnsembleTrainingTests
{
    private static readonly Dataset s_train = FitData.Make(120);
    private static readonly FitOptions s_fit = new() { Epochs = 2 };

    [Fact]
    public void Out_of_bag_is_what_those_say_that_have_not_seen_a_sample()
    {
        Bagging bagging = Bagging.Fit(seed => new TinyClassifier(seed), s_train, new BaggingOptions { Members = 5, Seed = 3, Fit = s_fit });
        for (int i = 0; i < bagging.OutOfBag.Count; i++)
        {
            int row = bagging.OutOfBag.Rows[i];
            Network[] others = [.. bagging.Ensemble.Members.Where((_, m) => !bagging.Bags[m].Rows.Contains(row))];
            Assert.InRange(others.Length, 1, 5);
            float[] expected = new Ensemble(others).Predict(bagging.OutOfBag.Slice(i, 1)).Values.ToArray();
            Assert.Equal(expected, bagging.Predictions.Outputs[0].Of(i).ToArray());
        }

        // Of each bag about 37 of 100 samples are out; those of no bag are not there.
        Assert.All(bagging.Bags, bag => Assert.InRange(bag.Rows.ToArray().Distinct().Count(), 60, 92));
        int[] seenByAll = [.. s_train.Rows.ToArray().Where(row => bagging.Bags.All(bag => bag.Rows.Contains(row)))];
        Assert.Equal(s_train.Count - seenByAll.Length, bagging.OutOfBag.Count);
        Assert.InRange(bagging.Evaluate()["accuracy"], 0.5, 1);
    }

    [Fact]
    public void Each_member_is_what_its_bag_and_seeds_make()
    {
        Bagging bagging = Bagging.Fit(seed => new TinyClassifier(seed), s_train, new BaggingOptions { Members = 3, Seed = 7, Fit = s_fit with { Seed = 20 } });
        TinyClassifier alone = new(seed: 9);
        alone.Fit(bagging.Bags[2], s_fit with { Seed = 22 });
        Assert.Equal(alone.Bits(), bagging.Ensemble.Members[2].Bits());
        Assert.NotEqual(bagging.Bags[0].Rows.ToArray(), bagging.Bags[1].Rows.ToArray());
    }

    [Fact]
    public void Threads_change_nothing()
    {
        Ensemble Of(int threads) => Bagging.Fit(
            seed => new TinyClassifier(seed), s_train, new BaggingOptions { Members = 4, Fit = s_fit, Threads = threads }).Ensemble;
        Assert.Equal(Of(1).Members.Select(m => m.Bits()), Of(3).Members.Select(m => m.Bits()));
    }

    [Fact]
    public void Balanced_bags_have_all_classes_alike()
    {
        Dataset uneven = s_train.Where(i => s_train.Label(i) > 0 || i % 8 == 0);
        int[] counts = [.. uneven.LabelArray().GroupBy(l => l).OrderBy(g => g.Key).Select(g => g.Count())];
        Assert.True(counts[0] < counts[1] / 2);
        Bagging bagging = Bagging.Fit(
            seed => new TinyClassifier(seed), uneven, new BaggingOptions { Members = 2, Fit = s_fit, Balanced = true });
        Assert.All(bagging.Bags, bag => Assert.All(bag.LabelArray().GroupBy(l => l), g => Assert.Equal(counts[0], g.Count())));
    }

    [Fact]
    public void A_bag_is_not_split()
    {
        Assert.Throws<InvalidOperationException>(
            () => Bagging.Fit(seed => new TinyClassifier(seed), s_train, new BaggingOptions { Members = 2, Fit = new() { ValidationFraction = 0.2 } }));
    }

    [Fact]
    public void Snapshots_are_the_model_at_the_end_of_each_wave()
    {
        Ensemble ensemble = SnapshotEnsemble.Fit(
            seed => new TinyClassifier(seed), s_train, new EnsembleOptions { Members = 3, Seed = 5, Fit = s_fit });
        for (int wave = 1; wave <= 3; wave++)
        {
            TinyClassifier net = new(seed: 5);
            net.Fit(s_train, new FitOptions { Epochs = 2 * wave, Schedule = new CosineSchedule { PeriodEpochs = 2 } });
            Assert.Equal(net.Bits(), ensemble.Members[wave - 1].Bits());
        }
    }

    [Fact]
    public void Boosted_classifiers_weigh_by_their_errors()
    {
        List<double> errors = [];
        Ensemble ensemble = AdaBoost.Fit(
            seed => new TinyClassifier(seed), s_train, new AdaBoostOptions { Members = 4, Seed = 2, Fit = s_fit });
        Assert.Equal(EnsembleVote.Majority, ensemble.Vote);

        // Over again by hand: what each is trained with follows from the mistakes of those before.
        double[] weights = [.. Enumerable.Repeat(1.0 / 120, 120)];
        for (int m = 0; m < ensemble.Members.Count; m++)
        {
            TinyClassifier net = new(seed: 2 + m);
            net.Fit(s_train.WithWeights([.. weights.Select(w => (float)(w * 120))]), s_fit with { Seed = m });
            Assert.Equal(net.Bits(), ensemble.Members[m].Bits());
            bool[] wrong = [.. net.Predict(s_train).Labels().Select((label, i) => label != s_train.Label(i))];
            double error = weights.Where((_, i) => wrong[i]).Sum();
            double alpha = Math.Log((1 - error) / error) + Math.Log(2);
            Assert.Equal(alpha, ensemble.Weights[m], 1e-9);
            weights = [.. weights.Select((w, i) => wrong[i] ? w * Math.Exp(alpha) : w)];
            weights = [.. weights.Select(w => w / weights.Sum())];
            errors.Add(error);
        }
        Assert.All(errors, e => Assert.InRange(e, 1e-9, 2.0 / 3));
    }

    [Fact]
    public void A_first_member_that_knows_nothing_is_an_error()
    {
        // Every input once with each class: nobody is better than chance.
        Dataset data = Dataset.FromArrays(new float[4 * 30], [.. Enumerable.Range(0, 30).Select(i => i % 3)]);
        Assert.StartsWith(
            "The first member of AdaBoost is no better than chance on its own training set",
            Assert.Throws<InvalidOperationException>(() => AdaBoost.Fit(seed => new TinyClassifier(seed), data, new() { Fit = s_fit })).Message,
            StringComparison.Ordinal);
    }
}
