using System.Globalization;

namespace DeepDsl.Report.Tests;

/// <summary>Each kind of model has what can be said, and a sentence for what can't.</summary>
public sealed class KindsOfModelsTests
{
    private const double HalfDigit = 0.5e-4 + 1e-6;

    [Fact]
    public void Numbers_have_errors_and_residuals()
    {
        Plane net = new(seed: 1);
        Dataset test = ReportData.Plane(1000, seed: 2);
        PageReader page = Read(net.Report(net.Fit(ReportData.Plane(200, seed: 1), new FitOptions { Epochs = 3 }), test));
        double[] errors = [.. net.Predict(test).Values.ToArray().Select((v, i) => (double)v - test.Target(i)[0])];
        double mean = Enumerable.Range(0, test.Count).Average(i => (double)test.Target(i)[0]);
        double variance = Enumerable.Range(0, test.Count).Average(i => Math.Pow(test.Target(i)[0] - mean, 2));
        Assert.Equal(errors.Average(Math.Abs), page.Fact("mean absolute error"), HalfDigit);
        Assert.Equal(Math.Sqrt(errors.Average(e => e * e)), page.Fact("root mean squared error"), HalfDigit);
        Assert.Equal(1 - (errors.Average(e => e * e) / variance), page.Fact("R²"), 2 * HalfDigit);
        Assert.Equal(errors.Max(Math.Abs), page.Fact("largest error"), HalfDigit);
        Assert.Contains("One in 2 of 1,000 values; on the dotted line they are equal.", page.Text, StringComparison.Ordinal);
        Assert.Contains("training loss, since there was no validation,", page.Text, StringComparison.Ordinal);
        string[][] worst = page.Table("Samples that the model is most wrong about");
        Assert.Equal(Array.IndexOf(errors, errors.MaxBy(Math.Abs)).ToString(CultureInfo.InvariantCulture), worst[1][0]);
    }

    /// <summary>Of either convention for labels; a score is no probability.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_hinge_has_scores_and_no_probabilities(float no)
    {
        Sides net = new(seed: 1);
        Random random = new(2);
        float[] x = [.. Enumerable.Range(0, 4 * 200).Select(_ => (4 * random.NextSingle()) - 2)];
        float[] y = [.. Enumerable.Range(0, 200).Select(i => x[4 * i] > 0 ? 1 : no)];
        Dataset test = Dataset.FromArrays(x, y);
        PageReader page = Read(net.Report(net.Fit(test, new FitOptions { Epochs = 30 }), test));
        float[] scores = net.Predict(test).Values.ToArray();
        Assert.Equal(scores.Zip(y).Count(p => p.First > 0 == p.Second > 0) / 200.0, page.Fact("accuracy"), HalfDigit);
        Assert.DoesNotContain("log loss", page.Text, StringComparison.Ordinal);
        double[] errors = [.. scores.Zip(y).Select(p => Math.Max(0, 1 - (p.Second > 0 ? p.First : (double)-p.First)))];
        string[] worst = page.Table("Samples that the model is most wrong about")[1];
        int sample = Array.IndexOf(errors, errors.Max());
        Assert.Equal(sample.ToString(CultureInfo.InvariantCulture), worst[0]);
        Assert.StartsWith(scores[sample] > 0 ? "yes (" : "no (", worst[2], StringComparison.Ordinal);
        Assert.DoesNotContain("%", worst[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_answers_are_measured_each_by_itself()
    {
        Tags net = new(seed: 1);
        Dataset test = ReportData.Tags(300, seed: 2);
        PageReader page = Read(net.Report(net.Fit(ReportData.Tags(300, seed: 1), new FitOptions { Epochs = 3 }), test));
        float[] scores = net.Predict(test).Probabilities.ToArray();
        for (int answer = 0; answer < 3; answer++)
        {
            (bool Said, bool Is)[] rows =
                [.. Enumerable.Range(0, 300).Select(i => (scores[(3 * i) + answer] > 0.5f, test.Target(i)[answer] == 1))];
            double hits = rows.Count(r => r is (true, true));
            double[] row = page.Row("Measures of each answer", answer.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(hits / rows.Count(r => r.Said), row[0], HalfDigit);
            Assert.Equal(hits / rows.Count(r => r.Is), row[1], HalfDigit);
            Assert.Equal(rows.Count(r => r.Is), row[4]);
        }
        Assert.Equal(["true \\ predicted", "no", "yes"], page.Table("What was taken for what")[0]);
    }

    [Fact]
    public void Of_many_classes_pairs_are_listed()
    {
        ManyClasses net = new(seed: 1);
        Dataset test = ReportData.ManyClasses(400, seed: 2);
        PageReader page = Read(net.Report(test: test));
        int[] predicted = net.Predict(test).Labels();
        int most = Enumerable.Range(0, 400).Where(i => predicted[i] != test.Label(i))
            .GroupBy(i => (test.Label(i), predicted[i])).Max(g => g.Count());
        string[][] pairs = page.Table("Pairs of classes that are mistaken most often");
        Assert.Equal(21, pairs.Length);
        Assert.Equal(most.ToString(CultureInfo.InvariantCulture), pairs[1][2]);
        Assert.DoesNotContain("true \\ predicted", page.Text, StringComparison.Ordinal);
        Assert.Contains("20 of 25 classes, those that do worst.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_counts_nothing()
    {
        Tagger net = new(seed: 1);
        Dataset test = ReportData.Tokens(50, seed: 2);
        PageReader page = Read(net.Report(net.Fit(ReportData.Tokens(100, seed: 1), new FitOptions { Epochs = 2 }), test));
        Assert.Equal(net.Evaluate(test)["accuracy"], page.Fact("accuracy"), HalfDigit);
        Assert.Equal(test.LabelArray().Count(l => l >= 0), page.Row("Measures of each class", "mean")[^1]);
        Assert.Contains("No sample is shown, since output 'output' is about sequences", page.Text, StringComparison.Ordinal);
        Assert.Contains("Layers at T = 12", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_history_and_data_there_is_the_model()
    {
        PageReader page = Read(new NoLoss(seed: 1).Report());
        Assert.Contains("There are no curves, since the report was made without a history; give what", page.Text, StringComparison.Ordinal);
        Assert.Contains("There are no results, since the report was made without test data", page.Text, StringComparison.Ordinal);
        Assert.Equal(["total", "", "", "12", "10"], page.Table("Layers of the model")[^1]);
    }

    [Fact]
    public void Without_a_loss_nothing_is_right_or_wrong() => Assert.Contains(
        "There are no results, since NoLoss has no loss that would say what is right; add a [Loss].",
        Read(new NoLoss(seed: 1).Report(test: ReportData.Plane(5, seed: 1))).Text, StringComparison.Ordinal);

    [Fact]
    public void Data_that_do_not_fit_are_refused_in_words()
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => new Plane(seed: 1).Report(test: ReportData.Tags(5, seed: 1)));
        Assert.Contains("the test set has 4 floats", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(
            () => new Tags(seed: 1).Report(test: ReportData.Tags(5, seed: 1), options: new ReportOptions { ClassNames = ["a", "b"] }));
        Assert.StartsWith(
            "ClassNames has 2 names, but output 'output' of Tags has 3 values a row; give a name for each.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plane(seed: 1).Report(options: new ReportOptions { WorstSamples = -1 }));
    }

    [Fact]
    public void The_model_stays_as_it_is()
    {
        (Marks reported, Marks other) = (new Marks(seed: 1), new Marks(seed: 1));
        reported.Report(test: ReportData.Marks(20, seed: 2));
        foreach (Marks net in (Marks[])[reported, other])
        {
            net.Fit(ReportData.Marks(40, seed: 1), new FitOptions { Epochs = 1, Seed = 1 });
        }
        Assert.Equal(other.CopyValues(), reported.CopyValues());
    }

    private static PageReader Read(ModelReport report) => new(report.Html);
}
