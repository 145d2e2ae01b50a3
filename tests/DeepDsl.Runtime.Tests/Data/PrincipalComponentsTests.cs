using System.Text.Json;

namespace DeepDsl.Tests.Data;

/// <summary>Against scikit-learn (tests/reference/ensembles.py).</summary>
public sealed class PrincipalComponentsTests : IDisposable
{
    private static readonly JsonElement s_cases = Reference.Read("ensembles.json").GetProperty("components");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Cases => new(Enumerable.Range(0, s_cases.GetArrayLength()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Components_are_those_of_scikit_learn(int index)
    {
        JsonElement expected = s_cases[index];
        (Dataset data, PrincipalComponents found) = Fitted(expected);
        Close(expected.GetProperty("mean"), found.Mean.ToArray(), 1e-6);
        Close(expected.GetProperty("components"), [.. Enumerable.Range(0, found.Count).SelectMany(i => found.Component(i).ToArray())], 1e-6);
        Close(expected.GetProperty("variances"), found.Variances.ToArray(), 1e-6);
        Close(expected.GetProperty("ratios"), found.VarianceRatios.ToArray(), 1e-6);

        // These are floats, of values up to some tens.
        Dataset projected = found.Apply(data);
        Assert.Equal(found.Count, projected.Inputs[0].Width);
        Close(expected.GetProperty("projected"), Array.ConvertAll(projected.InputArray(), x => (double)x), 1e-5);
        Close(expected.GetProperty("restored"), Array.ConvertAll(found.Restore(projected.InputArray()), x => (double)x), 1e-5);
    }

    [Fact]
    public void Components_stand_on_each_other_and_have_the_length_1()
    {
        PrincipalComponents found = Fitted(s_cases[0]).Found;
        for (int i = 0; i < found.Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = found.Component(i).ToArray().Zip(found.Component(j).ToArray(), (a, b) => a * b).Sum();
                Assert.Equal(i == j ? 1 : 0, product, 1e-12);
            }
        }
    }

    [Fact]
    public void A_view_is_fitted_by_its_own_samples()
    {
        Dataset data = Fitted(s_cases[0]).Data;
        Dataset part = data.Select([3, 9, 1, 20, 30]);
        Dataset copy = Dataset.FromArrays(part.InputArray(), new int[5]);
        Assert.Equal(PrincipalComponents.Fit(copy, 2).Component(1).ToArray(), PrincipalComponents.Fit(part, 2).Component(1).ToArray());
    }

    [Fact]
    public void A_file_holds_them()
    {
        (Dataset data, PrincipalComponents found) = Fitted(s_cases[1]);
        found.Save(_folder["pca"]);
        PrincipalComponents read = PrincipalComponents.Load(_folder["pca"]);
        Assert.True(read.Whiten);
        Assert.Equal(found.Apply(data).InputArray(), read.Apply(data).InputArray());
        Assert.Equal(found.VarianceRatios.ToArray(), read.VarianceRatios.ToArray());

        SafetensorsFile sound = SafetensorsFile.Read(_folder["pca"]);
        SafetensorsFile.Write(_folder["x"], sound.Tensors.Values.Where(t => t.Name != "mean").Append(SafetensorsTensor.FromDoubles("mean", [1], [1])));
        Assert.Equal(
            $"{_folder["x"]}: 3 components of 1 values, 18 values in all, do not belong together. Fit them again.",
            Assert.Throws<InvalidDataException>(() => PrincipalComponents.Load(_folder["x"])).Message);
    }

    [Fact]
    public void More_than_there_are_is_an_error()
    {
        Assert.Equal(
            "5 samples of 2 values have 1 to 2 principal components, but 3 were asked for. (Parameter 'count')",
            Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalComponents.Fit(Dataset.FromArrays(new float[10], new int[5]), 3)).Message);
        Dataset line = Dataset.FromArrays([1, 2, 2, 4, 3, 6, 5, 10], new int[4]);
        Assert.Equal(
            "The samples of input 'input' differ in 1 directions alone, but 2 components were asked for; take at most 1. (Parameter 'count')",
            Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(line, 2)).Message);
    }

    private static (Dataset Data, PrincipalComponents Found) Fitted(JsonElement of)
    {
        float[] x = of.GetProperty("x").Floats();
        Dataset data = Dataset.FromArrays(x, new int[x.Length / of.GetProperty("columns").GetInt32()]);
        return (data, PrincipalComponents.Fit(data, of.GetProperty("kept").GetInt32(), of.GetProperty("whiten").GetBoolean()));
    }

    private static void Close(JsonElement expected, double[] found, double tolerance)
    {
        double[] values = expected.Doubles();
        Assert.Equal(values.Length, found.Length);
        double scale = Math.Max(1, values.Max(Math.Abs));
        Assert.All(values.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance * scale));
    }
}
