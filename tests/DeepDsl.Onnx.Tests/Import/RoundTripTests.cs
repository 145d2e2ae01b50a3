using DeepDsl.Analyzers.Tests.Zoo;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.Repo.Tests;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What is saved as ONNX comes back as a class that computes the same, or stands in a table with the reason.</summary>
public sealed class RoundTripTests
{
    /// <summary>One of each sort.</summary>
    private static readonly string[] s_few = ["Conv2D", "Dense", "GELU", "GroupNorm", "LSTM", "MultiHeadAttention", "Softmax", "Upsample2D"];

    private static readonly string[] s_fewModels = ["LeNet5Tanh", "CharacterLstm", "TransformerClassifier"];

    /// <summary>Of more than a hundred megabytes of weights.</summary>
    private static readonly string[] s_huge = ["AlexNet", "C3d", "Detector", "Fcn8", "Siamese", "UNet", "Vgg11", "Vgg16", "WideResNet"];

    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name).Except(s_few)];

    public static TheoryData<string> FewOps => [.. s_few];

    public static TheoryData<string> Models => [.. SoundModels.Names.Except(s_fewModels)];

    public static TheoryData<string> FewModels => [.. s_fewModels];

    public static TheoryData<string, int> ReadyModels => ReadyModelTests.Cases;

    [Theory]
    [MemberData(nameof(FewOps))]
    public void Examples_of_an_op_come_back(string name)
    {
        Op op = OpTable.Find(name)!;
        int missing = op.Examples.Count(example => Reason(op, example, 18) is not null);
        Assert.Equal(NotBack.Examples.GetValueOrDefault(name).Count, missing);
    }

    [Fact]
    public void The_matrix_claims_no_layer_that_is_not_tried() => Assert.Empty(
        MatrixRows.Copied.Claimed("ONNX in").Except(((IEnumerable<object[]>)Ops).Concat(FewOps).Select(row => (string)row[0])));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Examples_of_each_other_op_come_back(string name) => Examples_of_an_op_come_back(name);

    [Theory, Trait("Category", "Sweep")]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(20)]
    [InlineData(23)]
    public void First_examples_come_back_from_each_version_of_the_operators(int opset) => Assert.All(
        OpTable.All.Where(op => !NotBack.Examples.ContainsKey(op.Name)), op => Assert.Null(Reason(op, op.Examples[0], opset)));

    [Theory]
    [MemberData(nameof(FewModels))]
    public void A_sound_model_comes_back(string name)
    {
        ModelGraph model = ZooTests.Built(name).Inference;
        if (model.ParameterCount > ZooTests.Large)
        {
            Assert.Contains(name, s_huge);
            return;
        }

        Dictionary<string, int> sizes = model.Extents.All.ToDictionary(e => e.Symbol, e => ZooTests.Steps(model, e.Symbol));
        ModelValues values = new(symbol => symbol == "N" ? 2 : sizes[symbol]) { Low = -1, High = 1, WeightGain = name == "Siren" ? 0.1
            : 1.4 };
        string? reason = RoundTrip.Run(model, values, 2, 18, out _, sizes, isEvaluated: model.Macs <= ZooTests.Small);
        Assert.True(reason is null == !NotBack.Models.ContainsKey(name), $"{name}: {reason ?? "comes back"}");
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Models))]
    public void Another_sound_model_comes_back(string name) => A_sound_model_comes_back(name);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(ReadyModels))]
    public void A_ready_model_comes_back(string name, int number)
    {
        (ModelGraph model, int tokens) = ReadyModelTests.Built(name, number);
        ModelValues values = new(_ => 1) { Low = -1, High = 1, IntLimit = tokens, WeightGain = 1 };
        string? reason = RoundTrip.Run(model, values, 1, 17, out _);
        Assert.True(reason is null == !NotBack.Models.ContainsKey(name), $"{name}: {reason ?? "comes back"}");
    }

    private static string? Reason(Op op, Example example, int opset)
    {
        ModelGraph model = OneLayerModel.Build(op, example, training: false);
        ModelValues values = new(_ => example.Batch) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
        return RoundTrip.Run(model, values, example.Batch, opset, out _);
    }
}
