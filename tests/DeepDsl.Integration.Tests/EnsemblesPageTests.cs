using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/ensembles.md, which shows what they write, and what holds of such models as users declare them.</summary>
public sealed class EnsemblesPageTests(ITestOutputHelper output) : IDisposable
{
    private const int TestRows = 360;

    private static readonly (Dataset Train, Dataset Test) s_digits = Digits();

    private readonly string _folder = Directory.CreateTempSubdirectory("ensembles-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_data_set_is_predicted_as_arrays_are_to_the_bit()
    {
        Dataset test = s_digits.Test.Shuffled(seed: 3);
        DigitReader net = new(seed: 1);

        // <predict>
        Predictions predictions = net.Predict(test);
        int[] digits = predictions.Labels();
        float surest = predictions.Probabilities[..10].ToArray().Max();   // of the first sample
        double f1 = predictions.Evaluate(test, [new F1Score()])["f1"];
        // </predict>

        float[] pixels = test.InputArray();
        Assert.Equal(net.PredictBatch(pixels), predictions.Values.ToArray());
        Assert.Equal(net.PredictProbabilities(pixels), predictions.Probabilities.ToArray());
        Assert.Equal(net.PredictLabels(pixels).Select(l => (int)l), digits);
        Assert.Equal(net.PredictProbabilities(pixels)[..10].Max(), surest);
        Assert.Equal(net.Evaluate(test, [new F1Score()])["f1"], f1);
    }

    [Fact]
    public void Two_inputs_and_yes_or_no()
    {
        Random random = new(2);
        float[] numbers = [.. Enumerable.Range(0, 90 * 5).Select(_ => (float)random.NextDouble())];
        int[] ports = [.. Enumerable.Range(0, 90).Select(_ => random.Next(4))];
        PassengerNet net = new(seed: 2);
        Dataset data = new([new DataColumn("port", ports), new DataColumn("input", numbers, 5)], []);
        Assert.Equal(net.PredictProbabilities(numbers, ports), net.Predict(data, batchSize: 7).Probabilities.ToArray());
        Assert.Equal(net.PredictBatch(numbers, ports), net.Predict(data, batchSize: 7).Values.ToArray());

        EightFinder finder = new(seed: 1);
        float[] pixels = s_digits.Test.InputArray();
        Predictions eights = finder.Predict(s_digits.Test);
        Assert.Equal(finder.PredictProbabilities(pixels), eights.Probabilities.ToArray());
        Assert.Equal(finder.PredictBatch(pixels).Select(score => score > 0 ? 1 : 0), eights.Labels());
    }

    [Fact]
    public void Several_models_as_one()
    {
        (Dataset train, Dataset test) = (s_digits.Train.Take(400), s_digits.Test);
        string path = Path.Combine(_folder, "digits.safetensors");

        // <bagging>
        Bagging bagging = Bagging.Fit(seed => new DigitReader(seed), train, new BaggingOptions
        {
            Members = 10, Fit = new FitOptions { Epochs = 20 }, Threads = 2,
        });
        Ensemble bagged = bagging.Ensemble;
        EvaluationResult expected = bagging.Evaluate();   // each sample by those that have not seen it
        EvaluationResult result = bagged.Evaluate(test);

        bagged.Save(path);
        Ensemble loaded = Ensemble.Load(path, seed => new DigitReader(seed));
        // </bagging>

        // <others>
        Ensemble snapshots = SnapshotEnsemble.Fit(
            seed => new DigitReader(seed), train, new EnsembleOptions { Members = 5, Fit = new FitOptions { Epochs = 20 } });
        Ensemble boosted = AdaBoost.Fit(
            seed => new DigitReader(seed), train, new AdaBoostOptions { Members = 10, Fit = new FitOptions { Epochs = 15 } });
        Ensemble chosen = new([bagged.Members[0], boosted.Members[0], snapshots.Members[^1]], EnsembleVote.Majority);
        // </others>

        DigitReader alone = new(seed: 0);
        alone.Fit(train, new FitOptions { Epochs = 20 });
        foreach ((string name, IPredictor predictor) in new (string, IPredictor)[]
            { ("alone", alone), ("bagged", bagged), ("snapshots", snapshots), ("boosted", boosted), ("chosen", chosen) })
        {
            output.WriteLine($"{name}: {predictor.Evaluate(test, [new Accuracy(), new LogLoss()])}");
        }
        output.WriteLine($"out of bag: {expected}\n{boosted.Members.Count}: {string.Join(' ', boosted.Weights)}");

        Assert.Equal(bagged.Predict(test).Values.ToArray(), loaded.Predict(test).Values.ToArray());
        Assert.Equal(expected["accuracy"], result["accuracy"], 0.05);
        double[] members = [.. bagged.Members.Select(m => m.Evaluate(test)["accuracy"])];
        Assert.True(result["accuracy"] > members.Average(), $"{result} is no better than {string.Join(' ', members)}.");
        Assert.Equal(360, result.Matrices.Single().Cell(0, 0) + Enumerable.Range(0, 100).Skip(1).Sum(i => result.Matrices.Single().Cell(i / 10, i % 10)));
    }

    [Fact]
    public void A_stack_is_trained_on_what_members_have_not_seen()
    {
        (Dataset train, Dataset test) = (s_digits.Train.Take(400), s_digits.Test);
        string path = Path.Combine(_folder, "stack.safetensors");

        // <stacking>
        Func<int, Network>[] members = [seed => new DigitLine(seed), seed => new DigitReader(seed)];
        Stacking stacking = Stacking.Fit(members, seed => new DigitJudge(seed), train, new StackingOptions { Folds = 4 });
        EvaluationResult result = stacking.Ensemble.Evaluate(test);

        stacking.Ensemble.Save(path);
        StackedEnsemble loaded = StackedEnsemble.Load(path, members, seed => new DigitJudge(seed));
        // </stacking>

        output.WriteLine($"{result}\n{stacking.Ensemble.Members[0].Evaluate(test)}\n{stacking.Ensemble.Members[1].Evaluate(test)}");
        Assert.InRange(result["accuracy"], 0.8, 1);
        Assert.Equal(stacking.Ensemble.Predict(test).Values.ToArray(), loaded.Predict(test).Values.ToArray());
        Assert.Equal(result.Loss, loaded.Evaluate(test).Loss);

        // Each part by hand: what is predicted of it comes from the other parts alone.
        int[] sampleOf = new int[train.Inputs[0].Rows];
        for (int i = 0; i < train.Count; i++)
        {
            sampleOf[train.Rows[i]] = i;
        }
        foreach (Fold fold in train.StratifiedFolds(4, seed: 0))
        {
            DigitReader reader = new(seed: 1);
            reader.Fit(fold.Train, new FitOptions { Seed = 1 });
            Predictions said = reader.Predict(fold.Validation);
            for (int i = 0; i < fold.Validation.Count; i++)
            {
                int sample = sampleOf[fold.Validation.Rows[i]];
                Assert.Equal(said.Probabilities.Slice(10 * i, 10).ToArray(), stacking.OutOfFold.Input(sample)[10..].ToArray());
                Assert.Equal(train.Label(sample), stacking.OutOfFold.Label(sample));
            }
        }
        Assert.Equal(
            $"{path} is no sound stacked ensemble: it has 3 members where 2 functions were given to make them. Save it again.",
            Assert.Throws<InvalidDataException>(() => StackedEnsemble.Load(path, members[..1], seed => new DigitJudge(seed))).Message);
        Assert.StartsWith(
            $"{path} holds no ensemble, but 'stacked ensemble'", Assert.Throws<InvalidDataException>(() => Ensemble.Load(path, members[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_boosted()
    {
        (Dataset train, Dataset test) = (Wave(300, seed: 1), Wave(200, seed: 2));

        // <boosting>
        GradientBoosting boosting = GradientBoosting.Fit(seed => new WaveNet(seed), train, new GradientBoostingOptions
        {
            Members = 8, LearningRate = 0.5, Fit = new FitOptions { Epochs = 30 },
        });
        double before = boosting.Losses[0];                          // of the mean alone
        double after = boosting.Losses[^1];
        double error = boosting.Ensemble.Evaluate(test)["mse"];
        // </boosting>

        WaveNet alone = new(seed: 0);
        alone.Fit(train, new FitOptions { Epochs = 30 });
        output.WriteLine($"alone {alone.Evaluate(test).Loss}, boosted {error}; {string.Join(' ', boosting.Losses)}");
        Assert.Equal(train.Targets[0].Floats.Average(y => Math.Pow(y - train.Targets[0].Floats.Average(), 2)), before, 1e-5);
        Assert.All(boosting.Losses.Zip(boosting.Losses.Skip(1)), pair => Assert.True(pair.Second < pair.First, $"{pair.Second} follows {pair.First}."));
        Assert.Equal(after, boosting.Ensemble.Evaluate(train)["mse"], 1e-6);
        Assert.True(error < alone.Evaluate(test).Loss);

        string path = Path.Combine(_folder, "boosted");
        boosting.Ensemble.Save(path);
        Assert.Equal(boosting.Ensemble.Predict(test).Values.ToArray(), Ensemble.Load(path, seed => new WaveNet(seed)).Predict(test).Values.ToArray());
    }

    [Fact]
    public void Yes_and_no_are_boosted_as_log_odds()
    {
        Dataset wave = Wave(300, seed: 1);
        Dataset train = Dataset.FromArrays(wave.InputArray(), Array.ConvertAll(wave.Targets[0].Floats, y => y > 0.3f ? 1 : 0));
        GradientBoosting boosting = GradientBoosting.Fit(
            seed => new WaveNet(seed), train, new GradientBoostingOptions { Members = 8, LearningRate = 2, YesNo = true, Fit = new() { Epochs = 30 } });
        Dataset asFloats = Dataset.FromArrays(train.InputArray(), Array.ConvertAll(train.LabelArray(), l => (float)l));
        EvaluationResult result = boosting.Ensemble.Evaluate(asFloats, [new BinaryAccuracy(), new LogLoss()]);
        output.WriteLine($"{result}; {string.Join(' ', boosting.Losses)}");
        double part = train.LabelArray().Average();
        Assert.Equal(-(part * Math.Log(part)) - ((1 - part) * Math.Log(1 - part)), boosting.Losses[0], 1e-9);
        Assert.Equal(boosting.Losses[^1], result["log_loss"], 1e-6);
        Assert.True(boosting.Losses[^1] < 0.5 * boosting.Losses[0]);
        Assert.Equal(boosting.Ensemble.Predict(train).Probabilities.ToArray().Select(p => p > 0.5f ? 1 : 0), boosting.Ensemble.Predict(train).Labels());
        Assert.Equal(boosting.Ensemble.Predict(train).Labels().Zip(train.LabelArray()).Average(p => p.First == p.Second ? 1.0 : 0), boosting.Ensemble.Evaluate(asFloats)[result.Metrics.First().Key], 1e-12);
    }

    [Fact]
    public void A_code_of_eight_numbers()
    {
        (Dataset train, Dataset test) = s_digits;

        // <code>
        PrincipalComponents components = PrincipalComponents.Fit(train, 8);
        float[] byComponents = components.Restore(components.Apply(test.InputArray()));

        DigitCode net = new(seed: 1);
        net.Fit(new Dataset(train.Inputs, train.Inputs).Take(train.Count), new FitOptions { Epochs = 40 });
        float[] byCode = net.Predict(test).Values.ToArray();

        MeanSquaredErrorMetric error = new();
        double ofComponents = error.Measure(MetricBatch.OfNumbers(byComponents, test.InputArray(), columns: 64));
        double ofCode = error.Measure(MetricBatch.OfNumbers(byCode, test.InputArray(), columns: 64));
        // </code>

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"components {ofComponents:0.00000}  code {ofCode:0.00000}  explained {components.VarianceRatios.ToArray().Sum():0.000}"));
        Assert.InRange(ofCode, 0, ofComponents);
        Assert.InRange(ofComponents, 0, 0.03);
    }

    [Fact]
    public void Samples_are_filtered_and_projected()
    {
        (Dataset data, Dataset later) = s_digits;

        // <filters>
        IReadOnlyList<int[]> contradictions = data.Contradictions();          // equal inputs with different answers
        Dataset coherent = data.WithoutContradictions();
        OutlierFilter filter = OutlierFilter.ByDeviation(coherent, 12);       // or ByQuartiles
        int[] odd = filter.Find(coherent);
        Dataset train = filter.Apply(coherent);
        // </filters>

        Assert.Empty(contradictions);
        Assert.Equal(data.Count, train.Count + odd.Length);
        Assert.InRange(odd.Length, 1, data.Count / 4);

        // <components>
        PrincipalComponents components = PrincipalComponents.Fit(train, 20, whiten: true);
        Dataset narrow = components.Apply(train);                             // [64] becomes [20]
        double explained = components.VarianceRatios.ToArray().Sum();
        components.Save(Path.Combine(_folder, "components"));
        Dataset narrowLater = PrincipalComponents.Load(Path.Combine(_folder, "components")).Apply(later);
        // </components>

        Assert.Equal((20, 20), (narrow.Inputs[0].Width, narrowLater.Inputs[0].Width));
        Assert.InRange(explained, 0.8, 0.95);
    }

    [Fact]
    public void Anomalies_are_restored_badly()
    {
        (Dataset digits, Dataset test) = s_digits;
        Dataset zeros = digits.Where(i => digits.Label(i) == 0);

        // <anomalies>
        (Dataset train, Dataset clean) = zeros.Split(0.3, seed: 1);
        PrincipalComponents components = PrincipalComponents.Fit(train, 8);
        AnomalyDetector detector = AnomalyDetector.Fit(components, clean, part: 0.95);   // or of an autoencoder
        bool[] found = detector.AreAnomalies(test);

        float[] isOther = [.. test.LabelArray().Select(digit => digit == 0 ? 0f : 1)];
        double auc = new AreaUnderCurve().Measure(MetricBatch.OfYesNo(detector.Errors(test), isOther));
        // </anomalies>

        int[] ofZeros = [.. Enumerable.Range(0, test.Count).Where(i => test.Label(i) == 0)];
        output.WriteLine($"threshold {detector.Threshold}, auc {auc}, zeros {ofZeros.Count(i => found[i])} of {ofZeros.Length}, others {found.Count(f => f)}");
        Assert.InRange(auc, 0.95, 1);
        Assert.InRange(detector.AreAnomalies(clean).Count(f => f), 1, (clean.Count * 0.05) + 1);

        // An autoencoder by hand, and a threshold by numpy.quantile's definition.
        DigitCode net = new(seed: 1);
        net.Fit(new Dataset(digits.Inputs, digits.Inputs).Take(digits.Count), new FitOptions { Epochs = 2 });
        AnomalyDetector coded = AnomalyDetector.Fit(net, clean, part: 0.9);
        double[] errors = [.. Enumerable.Range(0, clean.Count).Select(i =>
            net.Predict(clean.Input(i).ToArray()).Zip(clean.Input(i).ToArray(), (a, b) => ((double)a - b) * ((double)a - b)).Average())];
        Assert.All(errors.Zip(coded.Errors(clean)), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        double[] sorted = [.. errors.Order()];
        double place = 0.9 * (sorted.Length - 1);
        double expected = sorted[(int)place] + ((place - (int)place) * (sorted[(int)place + 1] - sorted[(int)place]));
        Assert.Equal(expected, coded.Threshold, 1e-7);
        Assert.Equal(coded.AreAnomalies(test), AnomalyDetector.At(net, coded.Threshold).AreAnomalies(test));
    }

    [Fact]
    public void One_layer_has_coefficients()
    {
        DigitLine net = new(seed: 1);
        string[] names = [.. Enumerable.Range(0, 64).Select(i => $"pixel{i / 8}{i % 8}")];

        // <coefficients>
        Coefficients table = net.Coefficients(names, Enum.GetNames<Digit>());
        float ofPixel = table.Weight(feature: 20, output: 3);
        string text = table.ToString();
        // </coefficients>

        Assert.Equal(net.Parameters[0].Value[(20 * 10) + 3], ofPixel);
        string[] lines = text.Split('\n');
        Assert.Equal(66 + 1, lines.Length);
        Assert.Equal(["feature", .. Enum.GetNames<Digit>()], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"pixel24  {(table.Weight(20) < 0 ? "" : " ")}{table.Weight(20):0.0000}"), lines[21], StringComparison.Ordinal);
        Assert.StartsWith("DigitReader is no model of one dense layer", Assert.Throws<InvalidOperationException>(() => new DigitReader().Coefficients()).Message, StringComparison.Ordinal);
        Assert.Equal("2 names of features were given, but DigitLine has 64. (Parameter 'features')", Assert.Throws<ArgumentException>(() => net.Coefficients(["a", "b"])).Message);
    }

    [Fact]
    public void Films_are_recommended()
    {
        const int Users = 60;
        const int Films = 40;
        bool[] likes = Likes(Users, Films, out int[] held);
        int[] pairs = [.. Enumerable.Range(0, Users * Films).Where(i => i % Films != held[i / Films])];

        // <films>
        int[] users = [.. pairs.Select(pair => pair / Films)];
        int[] films = [.. pairs.Select(pair => pair % Films)];
        float[] liked = [.. pairs.Select(pair => likes[pair] ? 1f : 0)];
        FilmTaste net = new(seed: 1);
        net.Fit(new Dataset([new("user", users), new("film", films)], [new("liked", liked)]), new FitOptions { Epochs = 15 });

        // Of each user all films that they have not told of, of which the one that was held back should be far ahead.
        int[] all = [.. Enumerable.Range(0, Users * Films)];
        Dataset everything = new([new("user", [.. all.Select(i => i / Films)]), new("film", [.. all.Select(i => i % Films)])], []);
        float[] scores = net.Predict(everything).Values.ToArray();
        foreach (int pair in pairs.Where(pair => likes[pair]))
        {
            scores[pair] = float.NegativeInfinity;
        }
        MetricBatch ranking = MetricBatch.OfClasses(scores, held, logits: true);
        double hitRate = new HitRate(5).Measure(ranking);
        double reciprocal = new MeanReciprocalRank().Measure(ranking);
        double gain = new NormalizedDiscountedGain(5).Measure(ranking);
        // </films>

        output.WriteLine($"hit rate {hitRate}, mrr {reciprocal}, ndcg {gain}");
        Assert.InRange(hitRate, 0.5, 1);    // by chance about 5 of 30
        Assert.InRange(reciprocal, 0.25, 1);
        Assert.InRange(gain, 0.3, 1);
    }

    /// <summary>Users like most films of their own kind and few others; of each user one that they like is held back.</summary>
    private static bool[] Likes(int users, int films, out int[] held)
    {
        Random random = new(6);
        bool[] likes = [.. Enumerable.Range(0, users * films).Select(i => random.NextDouble() < (i / films % 4 == i % films % 4 ? 0.85 : 0.05))];
        held = [.. Enumerable.Range(0, users).Select(user => Enumerable.Range(0, films).Where(film => film % 4 == user % 4 && likes[(user * films) + film]).Skip(user % 3).First())];
        return likes;
    }

    private static Dataset Wave(int count, int seed)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, count).Select(_ => (float)((4 * random.NextDouble()) - 2))];
        return Dataset.FromArrays(x, Array.ConvertAll(x, v => MathF.Sin(2 * v) + (0.1f * (float)(random.NextDouble() - 0.5))));
    }

    private static (Dataset Train, Dataset Test) Digits()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "reference", "digits.csv.gz"), new CsvOptions { Header = false });
        Dataset scaled = Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray());
        return scaled.Shuffled(seed: 1).SplitAt(scaled.Count - TestRows);
    }
}
