using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Ensembles;

public sealed class EnsembleTests
{
    private static readonly Dataset s_data = FitData.Make(50);

    internal static TinyClassifier[] Members(int count) => [.. Enumerable.Range(1, count).Select(seed => new TinyClassifier(seed))];

    [Fact]
    public void A_mean_is_the_weighted_mean_of_the_members()
    {
        TinyClassifier[] members = Members(3);
        double[] weights = [1, 2, 0.5];
        float[] found = new Ensemble(members, weights: weights).Predict(s_data).Values.ToArray();
        float[][] each = Array.ConvertAll(members, m => m.Predict(s_data).Probabilities.ToArray());
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal((each[0][i] + (2.0 * each[1][i]) + (0.5 * each[2][i])) / 3.5, found[i], 1e-6);
        }
    }

    [Fact]
    public void An_ensemble_of_one_is_that_model()
    {
        TinyClassifier net = new(seed: 4);
        Ensemble one = new([net]);
        Assert.Equal(net.Predict(s_data).Probabilities.ToArray(), one.Predict(s_data).Values.ToArray());
        Assert.Equal(net.Evaluate(s_data)["accuracy"], one.Evaluate(s_data)["accuracy"]);
    }

    [Fact]
    public void A_majority_counts_weighted_votes()
    {
        TinyClassifier[] members = Members(3);
        Predictions found = new Ensemble(members, EnsembleVote.Majority, [1, 1, 1.5]).Predict(s_data);
        int[][] labels = Array.ConvertAll(members, m => m.Predict(s_data).Labels());
        bool isSplit = false;
        for (int i = 0; i < s_data.Count; i++)
        {
            double[] votes = new double[3];
            votes[labels[0][i]] += 1;
            votes[labels[1][i]] += 1;
            votes[labels[2][i]] += 1.5;
            Assert.Equal(votes.Select(v => (float)(v / 3.5)), found.Outputs[0].Of(i).ToArray());
            Assert.Equal(Array.IndexOf(votes, votes.Max()), found.Labels()[i]);
            isSplit |= labels[0][i] == labels[1][i] && labels[0][i] != labels[2][i];
        }
        Assert.True(isSplit, "Two of one mind must outvote the heaviest somewhere, or the test says nothing.");
    }

    [Fact]
    public void A_majority_of_yes_and_no_gives_the_part_that_says_yes()
    {
        TinyMlp[] members = [new(seed: 1), new(seed: 2), new(seed: 3)];
        Dataset xor = Dataset.FromArrays(TinyMlp.XorInputs, TinyMlp.XorTargets);
        Predictions found = new Ensemble(members, EnsembleVote.Majority).Predict(xor);
        for (int i = 0; i < 4; i++)
        {
            int yes = members.Count(m => m.Predict(xor).Values[i] > 0.5f);
            Assert.Equal((float)(yes / 3.0), found.Values[i]);
            Assert.Equal(yes >= 2 ? 1 : 0, found.Labels()[i]);
        }
    }

    [Fact]
    public void Members_that_do_not_belong_together_are_named()
    {
        TinyClassifier net = new(seed: 1);
        Refused("An ensemble needs at least one model, but no member was given. (Parameter 'members')", () => new Ensemble([]));
        Refused("Member 2 of the ensemble is the same object as one before; make a new model for each. (Parameter 'members')", () => new Ensemble([net, net]));
        Refused("Member 2 of the ensemble is null; make a new model for each. (Parameter 'members')", () => new Ensemble([net, null!]));
        Refused(
            "Member 2 of the ensemble, TinyMlp, has output 'output' [1] and loss BinaryCrossEntropy on 'output', but the first, TinyClassifier, has output "
            + "'output' [3] and loss SoftmaxCrossEntropy on 'output'; outputs and losses of all must be equal. (Parameter 'members')",
            () => new Ensemble([net, new TinyMlp()]));
        Refused("2 weights were given for 1 members; give one for each. (Parameter 'weights')", () => new Ensemble([net], weights: [1, 2]));
        Refused("A weight of a member is -1; it must be a finite number of at least 0. (Parameter 'weights')", () => new Ensemble([net], weights: [-1]));
        Refused("The weights of the members have no sum to divide by; give at least one above 0. (Parameter 'weights')", () => new Ensemble([net], weights: [0]));
    }

    [Fact]
    public void Options_that_several_fits_cannot_share_are_named()
    {
        Refused(
            "With 2 threads several fits would write into the same metrics, callbacks or schedule; set Threads = 1, or leave them out.",
            () => Bagging.Fit(s => new TinyClassifier(s), s_data, new BaggingOptions { Threads = 2, Fit = new() { Metrics = [new Accuracy()] } }));
        Refused(
            "Members of an ensemble are fitted one by one, so they cannot share the CheckpointPath of their FitOptions, nor resume; leave both out, and save "
            + "the ensemble.",
            () => AdaBoost.Fit(s => new TinyClassifier(s), s_data, new AdaBoostOptions { Fit = new() { CheckpointPath = "x" } }));
        Refused("EnsembleOptions.Members is 0; it must be at least 1.", () => SnapshotEnsemble.Fit(s => new TinyClassifier(s), s_data, new() { Members = 0 }));
        Refused(
            "Gradient boosting adds up models of numbers, with one output and one loss such as MeanSquaredError, but TinyClassifier has output 'output' [3] "
            + "and loss SoftmaxCrossEntropy on 'output'; for classes take AdaBoost, or YesNo = true with a model of one number.",
            () => GradientBoosting.Fit(s => new TinyClassifier(s), Dataset.FromArrays(new float[8], new float[2])));
    }

    [Fact]
    public void A_vote_that_says_nothing_of_the_models_is_refused()
    {
        Assert.StartsWith(
            "Gradient boosting adds up models of numbers",
            Assert.Throws<ArgumentException>(() => new Ensemble(Members(2), EnsembleVote.LogOdds)).Message,
            StringComparison.Ordinal);
        Refused("There is no vote 9; take one of Mean, Majority, Sum, LogOdds.", () => new Ensemble(Members(2), (EnsembleVote)9));
        Dataset ignored = Dataset.FromArrays(new float[8], [1, -1]);
        Refused("The label of sample 1 is -1, which is no class; leave such samples out through Where.", () => AdaBoost.Fit(s => new TinyClassifier(s), ignored));
    }

    private static void Refused(string message, Func<object> attempt) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(attempt).Message);
}
