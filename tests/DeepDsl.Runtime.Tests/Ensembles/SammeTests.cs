using System.Text.Json;

namespace DeepDsl.Tests.Ensembles;

/// <summary>AdaBoost's numbers against scikit-learn's, on classifiers whose answers are fixed (tests/reference/ensembles.py).</summary>
public sealed class SammeTests
{
    private static readonly JsonElement s_cases = Reference.Read("ensembles.json").GetProperty("adaboost");

    public static TheoryData<int> Cases => new(Enumerable.Range(0, s_cases.GetArrayLength()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rounds_are_those_of_scikit_learn(int index)
    {
        JsonElement expected = s_cases[index];
        int[] labels = expected.GetProperty("labels").Ints();
        double[] errors = expected.GetProperty("errors").Doubles();
        double[] weights = expected.GetProperty("weights").Doubles();
        double[][] samples = [.. expected.GetProperty("samples").EnumerateArray().Select(s => s.Doubles())];
        double[] shares = [.. labels.Select(_ => 1.0 / labels.Length)];
        double[] votes = new double[labels.Length * expected.GetProperty("classes").GetInt32()];
        int rounds = 0;
        foreach (int[] said in expected.GetProperty("said").EnumerateArray().Select(s => s.Ints()))
        {
            Assert.All(shares.Zip(samples[rounds]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
            bool[] wrong = [.. said.Zip(labels, (s, l) => s != l)];
            SammeRound round = SammeRound.Of(shares, wrong, expected.GetProperty("classes").GetInt32(), expected.GetProperty("rate").GetDouble());
            if (round.Weight == 0)
            {
                Assert.Equal(errors.Length, rounds);
                Assert.Equal(samples.Length, rounds + 1);
                break;
            }
            Assert.Equal(errors[rounds], round.Error, 1e-12);
            Assert.Equal(weights[rounds], round.Weight, 1e-12);
            for (int i = 0; i < said.Length; i++)
            {
                votes[(i * (votes.Length / said.Length)) + said[i]] += round.Weight;
            }
            rounds++;
            if (!round.GoesOn)
            {
                break;
            }
            round.Reweigh(shares, wrong);
        }
        Assert.Equal(errors.Length, rounds);
        int width = votes.Length / labels.Length;
        Assert.Equal(
            expected.GetProperty("predicted").Ints(), votes.Chunk(width).Select(row => Array.IndexOf(row, row.Max())));
    }
}
