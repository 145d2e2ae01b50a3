using System.Text.Json;
using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Records;

/// <summary>What numbers and categories become, against scikit-learn.</summary>
public sealed class FeatureTests
{
    private static readonly JsonElement Expected = Reference.Read("features.json");

    private static readonly string[] Ports = ["S", "C", "Q"];

    private static readonly Passenger[] All = Read();

    private static readonly int Train = Expected.GetProperty("train").GetInt32();

    private sealed record Passenger(double? Age, double Fare, string? Port, string? Size, bool? Saved) : IFeatures<Passenger>
    {
        static RecordFeatures<Passenger> IFeatures<Passenger>.Features { get; } = Features(c => Feature(c, "robust"));
    }

    private static Passenger[] Read()
    {
        T[] Values<T>(string name, Func<JsonElement, T> value) => [.. Expected.GetProperty(name).EnumerateArray().Select(value)];
        double?[] age = Values("age", e => e.ValueKind == JsonValueKind.Null ? (double?)null : e.GetDouble());
        double[] fare = Values("fare", e => e.GetDouble());
        string?[] port = Values("port", e => e.GetString());
        string?[] size = Values("size", e => e.GetString());
        int[] saved = Values("saved", e => e.GetInt32());
        return [.. age.Select((a, i) => new Passenger(a, fare[i], port[i], size[i], saved[i] == 1))];
    }

    private static RecordFeatures<Passenger> Features(Func<FeatureColumns<Passenger>, FeatureColumns<Passenger>> feature) => new(
        "Passenger", columns => feature(columns).Class("Saved", "Saved", true, r => r.Saved is { } known ? (known ? 1 : 0) : -1, ["false", "true"]), _ => All[0]);

    private static FeatureColumns<Passenger> Feature(FeatureColumns<Passenger> columns, string kind) => kind switch
    {
        "meanStandard" => columns.NumberOrNull("Age", "Age", r => r.Age, NormalizationKind.Standard, false, Imputation.Mean, 0, true),
        "medianMinMax" => columns.NumberOrNull("Age", "Age", r => r.Age, NormalizationKind.MinMax, false, Imputation.Median, 0, true),
        "valueRobust" => columns.NumberOrNull("Age", "Age", r => r.Age, NormalizationKind.Robust, false, Imputation.Value, -1.5, true),
        "robust" => columns.Number("Fare", "Fare", r => r.Fare, NormalizationKind.Robust, false),
        "logStandard" => columns.Number("Fare", "Fare", r => r.Fare, NormalizationKind.Standard, true),
        "oneHot" => columns.Text("Port", "Port", r => r.Port, CategoryForm.OneHot, Ports),
        "ordinal" => columns.Text("Size", "Size", r => r.Size, CategoryForm.Ordinal, ["small", "medium", "large"]),
        _ => columns.Text("Port", "Port", r => r.Port, CategoryForm.Target, Ports, averages: ["Saved"]),
    };

    private static float[] Values(string kind, int from) => [.. Expected.GetProperty(kind).EnumerateArray().Skip(from).SelectMany(row => row.Floats())];

    private static void AssertClose(float[] expected, float[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Abs(a)));

    [Theory]
    [InlineData("meanStandard")]
    [InlineData("medianMinMax")]
    [InlineData("valueRobust")]
    [InlineData("robust")]
    [InlineData("logStandard")]
    [InlineData("oneHot")]
    [InlineData("ordinal")]
    public void Is_what_scikit_learn_makes_of_rows_to_train_on_and_of_others(string kind)
    {
        Dataset train = Features(c => Feature(c, kind)).Fit(All[..Train], out FittedFeatures<Passenger> fitted);
        AssertClose(Values(kind, 0), [.. train.InputArray(), .. fitted.Encode(All[Train..]).InputArray()]);
        Assert.Equal(train.InputArray(), fitted.Encode(All[..Train]).InputArray());
        Assert.Equal([.. All[..Train].Select(r => r.Saved == true ? 1 : 0)], train.LabelArray());
    }

    [Fact]
    public void The_mean_of_the_label_is_that_of_rows_to_train_on()
    {
        Features(c => Feature(c, "target")).Fit(All[..Train], out FittedFeatures<Passenger> fitted);
        AssertClose(Values("target", 0), fitted.Encode(All[Train..]).InputArray());
    }

    [Fact]
    public void No_row_to_train_on_is_told_its_own_label()
    {
        RecordFeatures<Passenger> features = Features(c => Feature(c, "target"));
        float[] before = features.Fit(All[..Train], out _).InputArray();
        int others = 0;
        for (int i = 0; i < Train; i++)
        {
            Passenger[] changed = All[..Train];
            changed[i] = changed[i] with { Saved = !changed[i].Saved };
            float[] after = features.Fit(changed, out _).InputArray();
            Assert.Equal(before[i], after[i]);
            others += before.Where((b, n) => b != after[n]).Count();
        }

        Assert.True(others > 20 * Train);
    }

    [Fact]
    public void Means_of_three_classes_are_a_float_each_and_of_numbers_in_deviations()
    {
        RecordFeatures<(string Kind, int Class)> classes = new("Pair", c => c
            .Text("Kind", "Kind", r => r.Kind, CategoryForm.Target, ["a", "b"], ["x", "y", "z"])
            .Class("Class", "Class", false, r => r.Class, ["x", "y", "z"]), _ => default);
        (string, int)[] pairs = [("a", 0), ("a", 0), ("b", 1), ("b", 2)];
        classes.Fit(pairs, out var fitted);
        Assert.Equal(["Kind: mean x", "Kind: mean y", "Kind: mean z"], classes.FloatNames);
        Assert.Equal([7 / 12f, 2.5f / 12, 2.5f / 12], fitted.Encode([("a", 0)]).InputArray());
        Assert.Equal([0.5f, 0.25f, 0.25f], fitted.Encode([("c", 0)]).InputArray());

        RecordFeatures<(string Kind, double Price)> numbers = new("Pair", c => c
            .Text("Kind", "Kind", r => r.Kind, CategoryForm.Target, ["a", "b"], ["Price"]).Target("Price", "Price", false, r => r.Price), _ => default);
        numbers.Fit([("a", 10), ("a", 10), ("b", 30), ("b", 30)], out var priced);
        Assert.Equal([-2 / 12f, 2 / 12f, 0], priced.Encode([("a", 0), ("b", 0), ("c", 0)]).InputArray());
    }

    /// <summary>FNV-1a of "" is 2166136261, of "a" 0xe40c292c: its published values.</summary>
    [Fact]
    public void A_hash_has_its_place_and_what_is_missing_another()
    {
        RecordFeatures<Passenger> features = Features(c => c.Hash("Port", "Port", r => r.Port, CategoryForm.Index, 1000));
        features.Fit(All[..Train], out FittedFeatures<Passenger> fitted);
        int[] places = fitted.Encode([All[0] with { Port = "a" }, All[0] with { Port = "foobar" }, All[0] with { Port = null }]).Inputs[0].Ints;
        Assert.Equal([(int)(0xe40c292cu % 1000), (int)(0xbf9cf968u % 1000), 1000], places);
    }

    [Fact]
    public void Records_are_divided_as_their_samples_are()
    {
        Dataset samples = Features(c => Feature(c, "robust")).Fit(All, out _);
        int[] Rows(IReadOnlyList<Passenger> part) => [.. part.Select(r => Array.IndexOf(All, r))];
        Assert.Equal(samples.Split(0.3, seed: 4).Second.Rows.ToArray(), Rows(All.Split(0.3, seed: 4).Second));
        Assert.Equal(samples.StratifiedSplit(0.3, seed: 4).First.Rows.ToArray(), Rows(All.StratifiedSplit(0.3, seed: 4).First));
        Assert.Equal(samples.Folds(3, seed: 4, repeats: 2).Select(f => f.Train.Rows.ToArray()), All.Folds(3, seed: 4, repeats: 2).Select(f => Rows(f.Train)));
        Assert.Equal(samples.StratifiedFolds(3, seed: 4).Select(f => f.Validation.Rows.ToArray()), All.StratifiedFolds(3, seed: 4).Select(f => Rows(f.Validation)));
        Assert.StartsWith(
            "The records have no Saved, which is their class; use Split or Folds.",
            Assert.Throws<ArgumentException>(() => All.Select(r => r with { Saved = null }).ToArray().StratifiedFolds(3, seed: 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_have_names()
    {
        RecordFeatures<Passenger> features = Features(c => Feature(Feature(Feature(c, "meanStandard"), "oneHot"), "ordinal"));
        Assert.Equal(["Age", "Age=missing", "Port=S", "Port=C", "Port=Q", "Port=other", "Size", "Size=other"], features.FloatNames);
    }

    [Fact]
    public void What_cannot_be_fitted_is_said()
    {
        string Message(string kind, Func<Passenger, Passenger> change, int count = 3) => Assert.ThrowsAny<Exception>(
            () => Features(c => Feature(c, kind)).Fit([.. All.Take(count).Select(change)], out _)).Message;
        Assert.Equal(
            "Age is missing in all 3 records to fit to, so there is no Mean of it; leave the member out, or give [Number(Missing = Imputation.Value, Fill = ...)].",
            Message("meanStandard", r => r with { Age = null }));
        Assert.Equal("Age is ∞ in record 0, which is no finite number; correct it, or leave the record out.", Message("meanStandard", r => r with { Age = 1 / 0d }).Replace("Infinity", "∞"));
        Assert.Equal(
            "Fare is NaN in record 0, which is no finite number; declare the member as double? to have missing numbers filled in.",
            Message("robust", r => r with { Fare = double.NaN }));
        Assert.Equal(
            "Fare is -3 in record 0, but its logarithm is taken, ln(1 + x), which needs numbers above -1; correct it, or remove Log = true.",
            Message("logStandard", r => r with { Fare = -3 }));
        Assert.Equal(
            "Port becomes the mean of the label, but the records to fit to have none; give each its label.", Message("target", r => r with { Saved = null }));
        Assert.Equal(
            "Record 1 has no Saved, which is the label, but 2 of the 3 records have one; leave those without out.",
            Message("oneHot", r => r == All[1] ? r with { Saved = null } : r));
        Assert.StartsWith("The features of Passenger cannot be fitted to no records.", Message("robust", r => r, 0), StringComparison.Ordinal);
    }
}
