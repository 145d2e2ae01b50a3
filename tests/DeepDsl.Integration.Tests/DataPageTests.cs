using System.Globalization;
using System.Text;

namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/data.md.</summary>
public sealed class DataPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("data-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Passengers(string name, int count, int seed)
    {
        Random random = new(seed);
        StringBuilder text = new("id,age,sex,fare,port,saved\n");
        for (int i = 0; i < count; i++)
        {
            bool isFemale = random.Next(2) == 0;
            string age = random.Next(10) == 0 ? "" : random.Next(1, 80).ToString(CultureInfo.InvariantCulture);
            string port = new[] { "Cherbourg", "\"Queenstown, Ireland\"", "Southampton" }[random.Next(3)];
            string saved = isFemale == random.Next(10) > 0 ? "yes" : "no";
            text.Append(CultureInfo.InvariantCulture, $"{i},{age},{(isFemale ? "female" : "male")},{random.Next(7, 100)},{port},{saved}\n");
        }
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    [Fact]
    public void A_table_is_read_and_so_are_later_ones()
    {
        string trainFile = Passengers("train.csv", 300, seed: 1);
        string laterFile = Passengers("later.csv", 100, seed: 2);
        string schemaFile = Path.Combine(_folder, "passengers.json");
        PassengerNet net = new(seed: 1);

        // <schema>
        CsvSchema schema = CsvSchema.Infer(trainFile, new CsvOptions
        {
            Label = "saved",                  // a class by its name: no, yes
            Ignore = ["id"],
            Indices = ["port"],               // an int input of its own, for an embedding; other texts become one number a category
            UnknownPlace = true,              // categories that only later files hold have a last place
            Missing = MissingCells.Fill,      // or NaN; without it an empty cell is an error
            Fill = 30,
        });
        Dataset train = schema.Read(trainFile).Normalize(out Normalization scale);
        net.Fit(train, new FitOptions { Epochs = 10 });

        schema.Save(schemaFile);
        Dataset later = scale.Apply(CsvSchema.Load(schemaFile).Read(laterFile));
        double accuracy = net.Evaluate(later)["accuracy"];
        // </schema>

        Assert.Equal(["age", "sex=female", "sex=male", "sex=other", "fare"], schema.FeatureNames);
        Assert.InRange(accuracy, 0.8, 1);
    }

    [Fact]
    public void Divisions_and_nested_cross_validation()
    {
        Dataset data = Clouds(90);
        string[] patients = [.. Enumerable.Range(0, 90).Select(i => $"patient {i / 5}")];

        // <split>
        (Dataset train, Dataset validation, Dataset test) = data.StratifiedSplit(validation: 0.2, test: 0.2, seed: 1);
        (Dataset known, Dataset unseen) = data.GroupedSplit(patients, 0.2, seed: 1);
        (Dataset past, Dataset future) = data.SplitInTime(0.2, gap: 5);
        // </split>

        Assert.Equal(90, train.Count + validation.Count + test.Count);
        Assert.Equal(90, known.Count + unseen.Count);
        Assert.Equal(85, past.Count + future.Count);

        // <nested>
        double Accuracy(Fold fold, double rate)
        {
            CloudNet net = new(seed: 1) { Training = { LearningRate = rate } };
            net.Fit(fold.Train, new FitOptions { Epochs = 10 });
            return net.Evaluate(fold.Validation)["accuracy"];
        }

        double[] rates = [0.0001, 0.03];
        double mean = data.StratifiedFolds(3, seed: 1).Average(outer =>
        {
            // The rate is chosen by folds of the part that trains, so that the part that judges has had no say in it.
            double best = rates.MaxBy(rate => outer.Train.StratifiedFolds(3, seed: 2).Average(inner => Accuracy(inner, rate)));
            return Accuracy(outer, best);
        });
        // </nested>

        Assert.InRange(mean, 0.8, 1);
    }

    [Fact]
    public void Windows_foresee()
    {
        float[] series = new float[2 * 600];
        for (int hour = 0; hour < 600; hour++)
        {
            series[2 * hour] = 5000 + (800 * MathF.Sin(hour * MathF.Tau / 24)); // as it is: kilowatts
            series[(2 * hour) + 1] = 290 + (5 * MathF.Cos(hour * MathF.Tau / 24));
        }

        LoadForecast net = new(seed: 1);

        // <windows>
        Dataset windows = Dataset.Windows(series, length: 24, horizon: 6, variables: 2, targets: [0]);
        (Dataset past, Dataset future) = windows.SplitInTime(0.2, gap: 24 + 6 - 1);   // no value is in both
        Dataset train = past.Normalize(out Normalization inputs).NormalizeTargets(out Normalization load);
        net.Fit(train, new FitOptions { Epochs = 20 });
        double error = net.Evaluate(load.ApplyToTargets(inputs.Apply(future))).Loss;

        float[] foreseen = net.PredictBatch(inputs.Apply(future).InputArray());
        load.Restore(foreseen);                                                       // in the unit of the series
        // </windows>

        Assert.InRange(error, 0, 0.05);
        float[] true6 = [.. Enumerable.Range(0, future.Count).SelectMany(i => future.Target(i).ToArray())];
        Assert.InRange(true6.Zip(foreseen, (a, b) => Math.Abs(a - b)).Average(), 0, 160); // a fifth of the swing
    }

    [Fact]
    public void A_file_is_streamed()
    {
        string path = Path.Combine(_folder, "clouds.csv");
        Dataset clouds = Clouds(900);
        File.WriteAllText(path, "x,y,class\n" + string.Concat(Enumerable.Range(0, 900).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{clouds.Input(i)[0]},{clouds.Input(i)[1]},{"abc"[clouds.Label(i)]}\n"))));
        CloudNet net = new(seed: 1);

        // <stream>
        CsvSchema schema = CsvSchema.Infer(path);
        DataStream stream = new(() => schema.ReadPieces(path, rows: 256)) { Samples = 900, ShuffleBuffer = 512 };
        net.Fit(stream, new FitOptions { Epochs = 10, Validation = schema.Read(path).Take(100) });
        // </stream>

        Assert.InRange(net.Evaluate(clouds)["accuracy"], 0.85, 1);
    }

    [Fact]
    public void Classes_of_unequal_size()
    {
        Dataset clouds = Clouds(200);
        Dataset data = clouds.Where(i => clouds.Label(i) > 0 || i % 10 == 0);
        CloudNet net = new(seed: 1);

        // <balance>
        (Dataset train, Dataset test) = data.StratifiedSplit(0.2, seed: 1);   // first
        net.Fit(train.WithBalancedWeights());                                 // or
        net.Fit(train.Oversampled(seed: 1));                                  // or Undersampled, or
        net.Fit(train.Smote(seed: 1));                                        // or Adasyn
        double accuracy = net.Evaluate(test)["accuracy"];
        // </balance>

        Assert.InRange(accuracy, 0.85, 1);
        Assert.Throws<InvalidOperationException>(() => train.Smote(seed: 1).Split(0.2, seed: 1));
    }

    /// <summary>Three clouds that hardly meet, in turn.</summary>
    internal static Dataset Clouds(int count)
    {
        Random random = new(4);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        float[] x = [.. labels.SelectMany(c => new[] { (c == 1 ? 2 : 0) + Noise(), (c == 2 ? 2 : 0) + Noise() })];
        return Dataset.FromArrays(x, labels);

        float Noise() => (float)(random.NextDouble() + random.NextDouble() - 1);
    }
}
