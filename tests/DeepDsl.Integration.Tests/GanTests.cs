using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Integration.Tests;

/// <summary>A generator and a discriminator that train against each other.</summary>
public sealed class GanTests(ITestOutputHelper output)
{
    private const int Digits = 1797;

    /// <summary>Points on a slanted line: their means, deviations and correlation are learned.</summary>
    [Fact]
    public void What_is_made_comes_to_be_distributed_as_what_is_real()
    {
        Random random = new(2);
        Dataset real = Points([.. Enumerable.Range(0, 1024).Select(_ => Normal(random))]);

        // <fit>
        GanTrainer gan = new(new PointMaker(seed: 1), new PointJudge(seed: 2)) { LabelSmoothing = 0.1 };
        History history = gan.Fit(real, new GanOptions { Epochs = 120, Seed = 3 });
        (double judged, double deceived) = (history["loss"][^1], history["generator_loss"][^1]);
        float[] made = gan.Generate(count: 500, seed: 4);
        // </fit>

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{judged:0.000} {deceived:0.000} {Moments(made)}"));
        Assert.Equal(["epoch", "loss", "generator_loss", "learning_rate", "seconds"], history.Columns);
        (double meanX, double meanY, double deviationX, double deviationY, double correlation) = Moments(made);
        Assert.InRange(meanX, 2.5, 3.5);
        Assert.InRange(meanY, -1.5, -0.5);
        Assert.InRange(deviationX, 0.6, 1.4);
        Assert.InRange(deviationY, 0.3, 0.9);
        Assert.InRange(correlation, 0.4, 1);
        Assert.True(Math.Abs(Moments(new GanTrainer(new PointMaker(seed: 1), new PointJudge(seed: 2)).Generate(500, seed: 4)).Item1 - 3) > 1, "The first weights know nothing.");
    }

    /// <summary>The step as a program would write it, with the members of the models.</summary>
    [Fact]
    public void A_step_is_that_of_Goodfellow_to_the_bit()
    {
        PointMaker maker = new(seed: 1), otherMaker = new(seed: 1);
        PointJudge judge = new(seed: 2), otherJudge = new(seed: 2);
        GanTrainer gan = new(maker, judge) { LabelSmoothing = 0.1 };
        for (int step = 0; step < 3; step++)
        {
            Random random = new(step);
            float[] real = Normal(random), numbers = [.. Normal(random), .. Normal(random)];
            Assert.Equal(ByHand(otherMaker, otherJudge, real, numbers), gan.Step(real, numbers));
        }

        Assert.Equal(Values(otherMaker), Values(maker));
        Assert.Equal(Values(otherJudge), Values(judge));
    }

    [Fact]
    public void A_seed_decides_all_and_a_callback_ends_the_fit()
    {
        Random random = new(2);
        Dataset real = Points([.. Enumerable.Range(0, 100).Select(_ => Normal(random))]);
        float[] Made(int seed)
        {
            GanTrainer gan = new(new PointMaker(seed: 1), new PointJudge(seed: 2));
            History history = gan.Fit(real, new GanOptions { Epochs = 5, BatchSize = 30, Seed = seed, EpochEnd = epoch => epoch.Epoch < 2 });
            Assert.Equal(2, history.Epochs.Count);
            Assert.Equal("EpochEnd ended the fit after epoch 2.", history.StopReason);
            Assert.Equal(6, gan.Generator.Step); // of 100 samples three batches of 30 an epoch
            return gan.Generate(3);
        }

        Assert.Equal(Made(1), Made(1));
        Assert.NotEqual(Made(1), Made(2));
    }

    [Fact]
    public void Models_that_do_not_fit_are_refused_in_words()
    {
        static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message.Split(" (Parameter", 2)[0];
        Assert.Equal(
            "EightMaker gives [64], but PointJudge judges [2]; a generator has one output, of as many values as the discriminator's input.",
            Message(() => new GanTrainer(new EightMaker(seed: 1), new PointJudge(seed: 1))));
        Assert.Equal(
            "PointMaker has no loss; a discriminator has one whose target is one number a sample, such as [Loss(Loss.SigmoidCrossEntropy)] behind Dense(1).",
            Message(() => new GanTrainer(new EightMaker(seed: 1), new PointMaker(seed: 1))));
        Assert.StartsWith(
            "KindAlone has the loss SoftmaxCrossEntropy; a discriminator", Message(() => new GanTrainer(new EightMaker(seed: 1), new KindAlone(seed: 1))),
            StringComparison.Ordinal);
        GanTrainer gan = new(new PointMaker(seed: 1), new PointJudge(seed: 1));
        Assert.StartsWith(
            "PointJudge judges 2 floats, but the data set has 1 samples of 3 floats;", Message(() => gan.Fit(new Dataset([new DataColumn("input", [1f, 2, 3], 3)], []))),
            StringComparison.Ordinal);
    }

    /// <summary>The table of docs/data.md: of 20 eights among 900 digits, what made ones add to a net's F1 on others.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void Synthetic_eights_are_no_better_than_repeated_ones()
    {
        string[] ways = ["as they are", "Oversampled", "Smote", "made by a GAN"];
        double[][] f1 = [.. ways.Select(_ => new double[8])];
        for (int seed = 0; seed < 8; seed++)
        {
            (Dataset train, Dataset test) = RareEights(seed);
            Dataset[] sets = [train, train.Oversampled(seed), train.Smote(seed), WithMade(train, seed)];
            for (int way = 0; way < ways.Length; way++)
            {
                EightFinder net = new(seed);
                net.Fit(sets[way], new FitOptions { Epochs = 30, Seed = seed });
                f1[way][seed] = net.Evaluate(test, [new F1Score()])["f1"];
            }
        }

        for (int way = 0; way < ways.Length; way++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ways[way],-14} {f1[way].Average():0.000} {f1[way].Min():0.000} {f1[way].Max():0.000}"));
        }

        Assert.All(f1[1..], values => Assert.InRange(values.Average(), f1[0].Average() + 0.2, 1));
        Assert.InRange(f1[3].Average() - f1[1].Average(), -0.1, 0.05); // or the page says too little of it
    }

    private static Dataset WithMade(Dataset train, int seed)
    {
        // <made>
        Dataset rare = train.Where(i => train.Label(i) == 1);
        GanTrainer gan = new(new EightMaker(seed), new EightJudge(seed)) { LabelSmoothing = 0.1 };
        gan.Fit(rare, new GanOptions { Epochs = 1000, Seed = seed });
        int missing = train.Count - (2 * rare.Count);
        Dataset balanced = train.Concat(Dataset.FromArrays(gan.Generate(missing, seed), Enumerable.Repeat(1, missing).ToArray()));
        // </made>
        return balanced;
    }

    private static (Dataset Train, Dataset Test) RareEights(int seed)
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "reference", "digits.csv.gz"), new CsvOptions { Header = false });
        Dataset all = Dataset.FromArrays(
            Array.ConvertAll(digits.InputArray(), p => p / 16), Array.ConvertAll(digits.LabelArray(), l => l == 8 ? 1 : 0)).Shuffled(seed);
        (Dataset first, Dataset test) = all.SplitAt(Digits / 2);
        int eights = 0;
        return (first.Where(i => first.Label(i) == 0 || eights++ < 20), test);
    }

    private static (float Discriminator, float Generator) ByHand(PointMaker maker, PointJudge judge, float[] real, float[] numbers)
    {
        using TrainingCall making = maker.Forward(numbers);
        float loss = Learn(judge, real, 0.9f, accumulate: false);
        loss += Learn(judge, making.Output(0).ToArray(), 0, accumulate: true);
        judge.Update();
        using TrainingCall judging = judge.Forward(making.Output(0));
        judging.SetTarget(0, [1f]);
        float deceived = judging.Loss();
        judging.BackwardInput();
        making.SetOutputGradient(0, judging.InputGradient(0));
        making.Backward();
        maker.Update();
        return (loss / 2, deceived);
    }

    private static float Learn(PointJudge judge, float[] points, float target, bool accumulate)
    {
        using TrainingCall judging = judge.Forward(points);
        judging.SetTarget(0, [target]);
        float loss = judging.Loss();
        judging.Backward(accumulate);
        return loss;
    }

    private static Dataset Points(float[][] points) => new([new DataColumn("input", [.. points.SelectMany(p => p)], 2)], []);

    /// <summary>Means 3 and -1, deviations 1 and about 0.6, correlation 0.8.</summary>
    private static float[] Normal(Random random)
    {
        double One() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double along = One();
        return [(float)(3 + along), (float)(-1 + (0.5 * along) + (0.37 * One()))];
    }

    private static (double MeanX, double MeanY, double DeviationX, double DeviationY, double Correlation) Moments(float[] points)
    {
        double[] x = [.. points.Where((_, i) => i % 2 == 0)], y = [.. points.Where((_, i) => i % 2 == 1)];
        (double meanX, double meanY) = (x.Average(), y.Average());
        (double deviationX, double deviationY) = (Math.Sqrt(x.Average(v => (v - meanX) * (v - meanX))), Math.Sqrt(y.Average(v => (v - meanY) * (v - meanY))));
        return (meanX, meanY, deviationX, deviationY, x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Average() / (deviationX * deviationY));
    }

    private static float[] Values(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray())];
}
