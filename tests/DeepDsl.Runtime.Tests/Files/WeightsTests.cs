using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

public sealed class WeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static TinyClassifier Trained()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(FitData.Make(40), new FitOptions { Epochs = 1 });
        return net;
    }

    private SafetensorsTensor[] Tensors(TinyClassifier net)
    {
        net.SaveWeights(_folder["whole"]);
        return [.. SafetensorsFile.Read(_folder["whole"]).Tensors.Values];
    }

    private string Write(params IEnumerable<SafetensorsTensor> tensors)
    {
        SafetensorsFile.Write(_folder["w"], tensors);
        return _folder["w"];
    }

    [Theory]
    [InlineData(WeightLayout.Canonical)]
    [InlineData(WeightLayout.PyTorch)]
    public void Weights_and_states_survive_a_file_in_either_layout(WeightLayout layout)
    {
        TinyClassifier net = Trained();
        net.SaveWeights(_folder["w"], layout);
        TinyClassifier read = new(seed: 2);
        Assert.NotEqual(net.Bits(), read.Bits());
        LoadReport report = read.LoadWeights(_folder["w"], layout: layout);
        Assert.Equal(net.Bits(), read.Bits());
        Assert.True(report.IsExact);
        Assert.Equal(net.Definition.Parameters.Select(p => p.Name).Concat(net.Definition.States.Select(s => s.Name)), report.Loaded);
    }

    [Fact]
    public void Weights_and_states_are_copied_from_another_model()
    {
        TinyClassifier net = Trained();
        int[] before = net.Bits();
        TinyClassifier copy = new(seed: 2);
        Assert.NotEqual(before, copy.Bits());
        LoadReport report = copy.CopyWeights(net);
        Assert.Equal(before, copy.Bits());
        Assert.Equal(before, net.Bits());
        Assert.True(report.IsExact);
        Assert.Equal(net.Definition.Parameters.Select(p => p.Name).Concat(net.Definition.States.Select(s => s.Name)), report.Loaded);
        copy.Fit(FitData.Make(40), new FitOptions { Epochs = 1 });
        Assert.Equal(before, net.Bits());
    }

    [Fact]
    public void A_model_that_does_not_fit_is_copied_as_far_as_it_does_if_asked()
    {
        ParameterInit normal = new(Init.Normal, 1, 1, 1);
        FlatModel source = new(
            new ParameterDefinition("dense1.bias", [3], 0) { Init = normal },
            new("dense1.wieght", [4, 3], 0) { Init = normal },
            new("norm1.mean", [7], 0) { Init = normal });
        TinyClassifier net = new(seed: 2);
        int[] before = net.Bits();
        Assert.Equal(
            "FlatModel does not fit TinyClassifier, which is unchanged: it lacks 'dense1.weight' (but has 'dense1.wieght'); shapes differ: "
            + "norm1.mean (FlatModel: F32 [7], model: F32 [2]); TinyClassifier has no 'dense1.wieght'. Copy with strict: false to take what fits.",
            Assert.Throws<InvalidDataException>(() => { net.CopyWeights(source); }).Message);
        Assert.Equal(before, net.Bits());

        float[] weight = net.Parameter("dense1.weight").Value.ToArray();
        LoadReport report = net.CopyWeights(source, strict: false);
        Assert.Equal(["dense1.bias"], report.Loaded);
        Assert.Equal(["dense1.weight"], report.Missing);
        Assert.Equal(["dense1.wieght"], report.Skipped);
        Assert.Single(report.Mismatched);
        Assert.Equal(source.Parameters[0].Value, net.Parameter("dense1.bias").Value);
        Assert.Equal(weight, net.Parameter("dense1.weight").Value);
    }

    [Fact]
    public void The_PyTorch_layout_is_transposed()
    {
        TinyClassifier net = Trained();
        net.SaveWeights(_folder["w"], WeightLayout.PyTorch);
        string name = net.Definition.Parameters[0].Name;
        int[] shape = net.Definition.Parameters[0].Shape;
        SafetensorsTensor tensor = SafetensorsFile.Read(_folder["w"]).Tensor(name);
        Assert.Equal([shape[1], shape[0]], tensor.Shape);
        Assert.Equal(net.Parameters[0].Value[(1 * shape[1]) + 2], tensor.ToFloats()[(2 * shape[0]) + 1]);
    }

    [Fact]
    public void A_prefix_selects_and_strips()
    {
        TinyClassifier net = Trained();
        string path = Write(
            Tensors(net).Select(t => t.Renamed("model.encoder." + t.Name)).Append(SafetensorsTensor.FromFloats("head", [1], [1])));
        TinyClassifier read = new(seed: 2);
        Assert.True(read.LoadWeights(path, prefix: "model.encoder.").IsExact);
        Assert.Equal(net.Bits(), read.Bits());
    }

    [Fact]
    public void Strict_lists_what_does_not_fit_with_the_nearest_names_and_changes_nothing()
    {
        TinyClassifier net = new(seed: 2);
        int[] before = net.Bits();
        SafetensorsTensor[] tensors = Tensors(Trained());
        string first = tensors[0].Name;
        string second = tensors[1].Name;
        string misspelt = first[..^2] + first[^1];
        SafetensorsTensor wrong = SafetensorsTensor.FromFloats(second, [7], new float[7]);
        string path = Write(tensors[2..].Append(tensors[0].Renamed(misspelt)).Append(wrong));
        string message = Assert.Throws<InvalidDataException>(() => { net.LoadWeights(path); }).Message;
        Assert.StartsWith(
            $"{path} does not fit TinyClassifier, which is unchanged: it lacks '{first}' (but has '{misspelt}');",
            message,
            StringComparison.Ordinal);
        Assert.Contains($"shapes differ: {second} (file: F32 [7], model: F32 [", message);
        Assert.Contains($"TinyClassifier has no '{misspelt}'", message);
        Assert.EndsWith("Load with strict: false to take what fits.", message, StringComparison.Ordinal);
        Assert.Equal(before, net.Bits());

        LoadReport report = net.LoadWeights(path, strict: false);
        Assert.Equal([first], report.Missing);
        Assert.Equal([misspelt], report.Skipped);
        Assert.Single(report.Mismatched);
        Assert.Equal(tensors.Length - 2, report.Loaded.Count);
        Assert.Contains($"missing: {first}; not in the model: {misspelt}; of another shape: {second}", report.ToString());
    }

    [Fact]
    public void Other_types_are_converted_and_reported()
    {
        TinyClassifier net = Trained();
        SafetensorsTensor[] tensors = Tensors(net);
        SafetensorsTensor wide = SafetensorsTensor.FromDoubles(
            tensors[0].Name, [.. tensors[0].Shape], Array.ConvertAll(tensors[0].ToFloats(), f => (double)f));
        TinyClassifier read = new(seed: 2);
        Assert.Equal([$"{wide.Name} (from F64)"], read.LoadWeights(Write(tensors[1..].Append(wide))).Converted);
        Assert.Equal(net.Bits(), read.Bits());
    }

    [Fact]
    public void Every_truncated_file_leaves_the_model_as_it_was()
    {
        Trained().SaveWeights(_folder["w"]);
        byte[] whole = File.ReadAllBytes(_folder["w"]);
        TinyClassifier net = new(seed: 2);
        int[] before = net.Bits();
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut", whole[..length]);
            Assert.Throws<InvalidDataException>(() => { net.LoadWeights(path, strict: false); });
        }
        Assert.Equal(before, net.Bits());
    }

    [Fact]
    public void Loaded_weights_are_used_by_the_next_prediction()
    {
        TinyClassifier net = Trained();
        Dataset data = FitData.Make(20);
        net.SaveWeights(_folder["w"]);
        TinyClassifier read = new(seed: 2);
        double before = read.Evaluate(data).Loss;
        read.LoadWeights(_folder["w"]);
        Assert.NotEqual(before, read.Evaluate(data).Loss);
        Assert.Equal(net.Evaluate(data).Loss, read.Evaluate(data).Loss);
    }
}
