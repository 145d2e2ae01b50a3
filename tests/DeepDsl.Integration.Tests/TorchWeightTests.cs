namespace DeepDsl.Integration.Tests;

/// <summary>A state dict that PyTorch wrote gives PyTorch's outputs, and comes back as it was.</summary>
public sealed class TorchWeightTests : IDisposable
{
    private static readonly string s_file = Path.Combine(AppContext.BaseDirectory, "reference", "torch_weights.safetensors");

    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-torch-").FullName;

    private static readonly Dictionary<string, (Func<Network> Make, Func<Network, SafetensorsFile, float[]> Predict)> s_models = new()
    {
        ["lenet"] = (() => new TorchLeNet(), (n, f) => ((TorchLeNet)n).PredictBatch(Floats(f, "input.lenet"))),
        ["norms"] = (() => new TorchNorms(), (n, f) => ((TorchNorms)n).PredictBatch(Floats(f, "input.norms"))),
        ["towers"] = (() => new TorchTowers(), (n, f) =>
            ((TorchTowers)n).PredictBatch(Floats(f, "input.towers"), Floats(f, "input1.towers"))),
        ["decoder"] = (() => new TorchDecoder(), (n, f) => ((TorchDecoder)n).PredictBatch(Floats(f, "input.decoder"))),
        ["steps"] = (() => new TorchSteps(), (n, f) => ((TorchSteps)n).PredictBatch(Floats(f, "input.steps"))),
        ["permuted"] = (() => new TorchPermuted(), (n, f) => ((TorchPermuted)n).PredictBatch(Floats(f, "input.permuted"))),
        ["tokens"] = (() => new TorchTokens(), (n, f) =>
            ((TorchTokens)n).PredictBatch(Array.ConvertAll(Floats(f, "input.tokens"), token => (int)token))),
        ["residual"] = (() => new TorchResidual(), (n, f) => ((TorchResidual)n).PredictBatch(Floats(f, "input.residual"))),
        ["recurrent"] = (() => new TorchRecurrent(), (n, f) => ((TorchRecurrent)n).PredictBatch(Floats(f, "input.recurrent"))),
        ["translation"] = (() => new TorchTranslation(), (n, f) =>
            ((TorchTranslation)n).PredictBatch(Floats(f, "input.translation"), Floats(f, "input1.translation"))),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Imported_weights_give_PyTorchs_outputs(string model)
    {
        SafetensorsFile file = SafetensorsFile.Read(s_file);
        float[] expected = Floats(file, $"output.{model}");
        float[] actual = s_models[model].Predict(Imported(model), file);
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * scale));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Exported_weights_are_those_that_were_imported(string model)
    {
        string path = Path.Combine(_folder, "exported.safetensors");
        Imported(model).SaveWeights(path, WeightLayout.PyTorch);
        SafetensorsFile expected = SafetensorsFile.Read(s_file);
        SafetensorsFile actual = SafetensorsFile.Read(path);
        Assert.NotEmpty(actual.Tensors);
        foreach ((string name, SafetensorsTensor tensor) in actual.Tensors)
        {
            SafetensorsTensor original = expected.Tensor($"{model}.{name}");
            Assert.Equal(original.Shape, tensor.Shape);
            Assert.Equal(original.ToFloats(), tensor.ToFloats());
        }
    }

    [Fact]
    public void Two_layers_of_one_name_read_one_tensor_and_are_not_written()
    {
        string path = Path.Combine(_folder, "single.safetensors");
        SafetensorsFile.Write(
            path, [SafetensorsTensor.FromFloats("arm.weight", [2, 3], [1, 2, 3, 4, 5, 6]), SafetensorsTensor.FromFloats("arm.bias", [2], [7, 8])]);
        TorchTwins net = new();
        Assert.True(net.LoadWeights(path, layout: WeightLayout.PyTorch).IsExact);
        Assert.Equal(net.Left.Weight.Value.ToArray(), net.Right.Weight.Value.ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], net.Left.Weight.Value.ToArray());
        Assert.Equal(
            "In PyTorch's layout, 'arm.weight' is the name of left.weight, right.weight. Give the blocks or layers a TorchName each.",
            Assert.Throws<InvalidOperationException>(() => net.SaveWeights(path, WeightLayout.PyTorch)).Message);
        Assert.Equal("arm.bias", net.Right.Bias.TorchName);
    }

    [Fact]
    public void A_checkpoint_of_torch_save_gives_PyTorchs_outputs()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "reference", "torch_files");
        TorchNumbered net = new();
        Assert.True(net.LoadWeights(Path.Combine(folder, "parallel.pth"), prefix: "module.").IsExact);
        SafetensorsFile values = SafetensorsFile.Read(Path.Combine(folder, "parallel.safetensors"));
        float[] expected = Floats(values, "output");
        Assert.All(expected.Zip(net.PredictBatch(Floats(values, "input"))), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * expected.Max(Math.Abs)));
    }

    [Fact]
    public void Names_of_a_checkpoint_are_changed_before_it_is_loaded()
    {
        TorchNumbered net = new();
        string path = Path.Combine(AppContext.BaseDirectory, "reference", "torch_files", "parallel.pth");

        // <renamed>
        WeightFile file = WeightFile.Read(path);
        WeightFile own = file.Renamed(name => name.StartsWith("module.", StringComparison.Ordinal) ? name["module.".Length..] : null);
        LoadReport report = net.LoadWeights(own);
        // </renamed>

        Assert.True(report.IsExact);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Network Imported(string model)
    {
        Network network = s_models[model].Make();
        network.LoadWeights(s_file, prefix: $"{model}.", layout: WeightLayout.PyTorch);
        return network;
    }

    private static float[] Floats(SafetensorsFile file, string name) => file.Tensor(name).ToFloats();
}
