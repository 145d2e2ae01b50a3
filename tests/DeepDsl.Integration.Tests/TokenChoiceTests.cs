namespace DeepDsl.Integration.Tests;

/// <summary>What Generate draws and finds, against distributions and texts worked out by hand from whole forwards.</summary>
public sealed class TokenChoiceTests
{
    private const int Draws = 20_000;

    private static readonly int[] s_prompt = [1, 9, 3, 3];

    public static TheoryData<double, int, double> Narrowings => new()
    {
        { 1, 0, 1 }, { 0.5, 0, 1 }, { 2.5, 0, 1 }, { 1, 3, 1 }, { 0.7, 1, 1 }, { 1, 0, 0.6 }, { 1.5, 6, 0.7 }, { 1, 0, 1e-9 },
    };

    [Theory]
    [MemberData(nameof(Narrowings))]
    public void Draws_as_often_as_the_distribution_says(double temperature, int topK, double topP)
    {
        LearnedWriter net = new(seed: 7);
        net.Parameters.Single(p => p.Name == "layerNorm1.weight").Edit().Fill(15); // scores that differ
        float[] scores = net.Predict([.. s_prompt, .. new int[8]])[(3 * 11)..(4 * 11)];
        double[] expected = Distribution(scores, temperature, topK, topP);

        int[] counts = new int[11];
        GenerateOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP };
        int[] token = new int[1];
        for (int seed = 0; seed < Draws; seed++)
        {
            net.Generate(s_prompt, token, options with { Seed = seed });
            counts[token[0]]++;
        }

        for (int i = 0; i < counts.Length; i++)
        {
            double deviation = Math.Sqrt(Draws * expected[i] * (1 - expected[i]));
            Assert.True(
                Math.Abs(counts[i] - (Draws * expected[i])) <= 4.5 * deviation,
                $"token {i} was drawn {counts[i]} times, expected {Draws * expected[i]:0} +- {deviation:0}");
        }
    }

    [Fact]
    public void Each_draw_of_a_text_is_independent_of_the_one_before()
    {
        // A network whose scores are all equal draws pairs as often as any other pair.
        TinyWriter net = new(seed: 1);
        foreach (Parameter parameter in net.Parameters)
        {
            parameter.Edit().Clear();
        }

        int[] pairs = new int[9];
        for (int seed = 0; seed < 3000; seed++)
        {
            int[] text = net.Generate([0], 6, new GenerateOptions { Temperature = 1, Seed = seed });
            for (int i = 1; i < text.Length; i++)
            {
                pairs[(3 * text[i - 1]) + text[i]]++;
            }
        }

        Assert.All(pairs, count => Assert.InRange(count, 15_000 / 9.0 * 0.88, 15_000 / 9.0 * 1.12));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(2)]
    public void Enough_beams_find_the_most_probable_of_all_texts(int? stop)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            TinyWriter net = new(seed);
            int[][] texts = [.. Texts([], 4, stop)];
            int[] best = texts.MaxBy(t => LogProbability(net, [1, 0], t))!;
            Assert.Equal(best, net.Generate([1, 0], 4, new GenerateOptions { Beams = 81, StopToken = stop }));
        }
    }

    [Fact]
    public void Beams_find_no_worse_a_text_than_the_likeliest_tokens_give()
    {
        int better = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            TinyWriter net = new(seed);
            double greedy = LogProbability(net, [2], net.Generate([2], 5));
            double beams = LogProbability(net, [2], net.Generate([2], 5, new GenerateOptions { Beams = 3 }));
            Assert.True(beams >= greedy - 1e-5);
            better += beams > greedy + 1e-5 ? 1 : 0;
        }

        Assert.True(better > 0, "no beam ever left the likeliest token");
    }

    [Fact]
    public void One_beam_and_one_of_the_likeliest_take_the_likeliest()
    {
        SinusoidalWriter net = new(seed: 6);
        int[] expected = net.Generate([4, 4], 35);
        Assert.Equal(expected, net.Generate([4, 4], 35, new GenerateOptions { Beams = 1 }));
        Assert.Equal(expected, net.Generate([4, 4], 35, new GenerateOptions { Temperature = 2, TopK = 1 }));
    }

    /// <summary>By sorting, dividing and adding up, in the order that the documentation gives.</summary>
    private static double[] Distribution(float[] scores, double temperature, int topK, double topP)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
        order = topK > 0 ? order[..topK] : order;
        double[] weights = [.. order.Select(i => Math.Exp(scores[i] / temperature))];
        double all = weights.Sum();
        int kept = 1;
        while (topP < 1 && weights[..kept].Sum() / all < topP)
        {
            kept++;
        }

        kept = topP < 1 ? kept : order.Length;
        double[] distribution = new double[scores.Length];
        for (int i = 0; i < kept; i++)
        {
            distribution[order[i]] = weights[i] / weights[..kept].Sum();
        }

        return distribution;
    }

    /// <summary>All texts of so many tokens, or fewer where one stops.</summary>
    private static IEnumerable<int[]> Texts(int[] start, int count, int? stop) =>
        start.Length == count || (start.Length > 0 && start[^1] == stop) ? [start]
        : Enumerable.Range(0, 3).SelectMany(token => Texts([.. start, token], count, stop));

    private static double LogProbability(TinyWriter net, int[] prompt, int[] text)
    {
        int[] all = [.. prompt, .. text];
        float[] scores = net.Predict([.. all, .. new int[6 - all.Length]]);
        double sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            double[] at = [.. scores.Skip((prompt.Length + i - 1) * 3).Take(3).Select(s => (double)s)];
            sum += at[text[i]] - Math.Log(at.Sum(Math.Exp));
        }

        return sum;
    }
}
