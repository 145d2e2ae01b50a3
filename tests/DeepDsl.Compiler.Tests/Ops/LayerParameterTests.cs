using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>Names, shapes and starts of what layers declare, and what training does to states.</summary>
public sealed class LayerParameterTests
{
    [Theory]
    [InlineData("Input(Shape = [9, 8, 6]); Conv2D(Filters = 4, KernelH = 2, KernelW = 3, Groups = 2)",
        "conv1.weight [2, 3, 3, 4] GlorotUniform(18, 12) torch 3,2,0,1 | conv1.bias [4] Zeros")]
    [InlineData("Input(Shape = [9, 6]); DepthwiseConv1D(Kernel = 3, Multiplier = 2, Bias = false, Activation = Activation.ReLU)",
        "depthwiseConv1.weight [3, 1, 12] HeNormal(3, 6) torch 2,1,0")]
    [InlineData("Input(Shape = [9, 8, 6]); SeparableConv2D(Filters = 4, Kernel = 3, Multiplier = 2)",
        "separableConv1.depthwise_weight [3, 3, 1, 12] GlorotUniform(9, 18) torch 3,2,0,1 | separableConv1.pointwise_weight [12, 4] "
        + "GlorotUniform(12, 4) torch 1,0 | separableConv1.bias [4] Zeros")]
    [InlineData("Input(Shape = [9, 8, 6]); ConvTranspose2D(Filters = 4, Kernel = 3, Groups = 2)",
        "convTranspose1.weight [3, 3, 2, 6] GlorotUniform(27, 18) torch 3,2,0,1 | convTranspose1.bias [4] Zeros")]
    [InlineData("Input(Shape = [9, 6]); BatchNorm; LayerNorm(Axes = 2); InstanceNorm",
        "batchNorm1.weight [6] Ones | batchNorm1.bias [6] Zeros | layerNorm1.weight [9, 6] Ones | layerNorm1.bias [9, 6] Zeros")]
    [InlineData("Input(Shape = [9], Type = ElementType.Int32); Embedding(Vocabulary = 7, Dimension = 3)", "embedding1.weight [7, 3] "
        + "Normal(7, 3)")]
    [InlineData("Input(Shape = [10, 8, 6], Name = \"x\"); MaxPool2D(Kernel = 2); Conv2D(Filters = 5, Kernel = 1, Bias = false); "
        + "Shortcut(Source = \"x\", Norm = true)",
        "conv1.weight [1, 1, 6, 5] GlorotUniform(6, 5) torch 3,2,0,1 | shortcut1.weight [1, 1, 6, 5] GlorotUniform(6, 5) torch "
        + "3,2,0,1 | shortcut1.norm.weight [5] Ones | shortcut1.norm.bias [5] Zeros")]
    public void Parameters_have_names_shapes_and_starts(string layers, string expected) =>
        Assert.Equal(expected, string.Join(" | ", Build(layers, training: true).Parameters.Select(Describe)));

    [Fact]
    public void Biases_and_norms_are_not_decayed()
    {
        ModelGraph model = Build("Input(Shape = [9, 6]); Conv1D(Filters = 4, Kernel = 3, L2 = 0.1); BatchNorm", training: true);
        Assert.Equal([true, false, false, false], model.Parameters.Select(p => p.IsWeight));
        Assert.Equal([0.1, 0, 0, 0], model.Parameters.Select(p => p.L2));
    }

    [Fact]
    public void A_factor_on_the_rate_is_that_of_all_parameters_of_its_layer()
    {
        ModelGraph model = Build("Input(Shape = [6]); Dense(Units = 4, LearningRate = 0.1); BatchNorm(LearningRate = 3); Dense(Units = 2)", training: true);
        Assert.Equal([0.1, 0.1, 3, 3, 1, 1], model.Parameters.Select(p => p.LearningRate));
    }

    [Fact]
    public void Running_statistics_start_at_the_standard_normal()
    {
        ModelGraph model = Build("Input(Shape = [6]); BatchNorm", training: false);
        Assert.Equal(["batchNorm1.running_mean 0", "batchNorm1.running_var 1"], model.States.Select(s => $"{s.Name} {s.Start}"));
    }

    [Theory]
    [InlineData("BatchNorm", true, 2)]
    [InlineData("BatchNorm", false, 0)]
    [InlineData("BatchNorm(Trainable = false)", true, 0)]
    public void Only_a_batch_norm_in_training_updates_its_statistics(string layer, bool training, int updates) =>
        Assert.Equal(updates, Build($"Input(Shape = [6]); {layer}", training).Updates.Count);

    [Fact]
    public void A_shared_batch_norm_updates_its_statistics_once_for_each_use()
    {
        ModelGraph model = Build("Input(Shape = [1]); BatchNorm(Name = \"a\", Momentum = 0.5); BatchNorm(Share = \"a\", Momentum = "
            + "0.5)", training: true);
        (Node state, Node next) = model.Updates.Single(u => u.State is StateNode { Name: "a.running_mean" });
        Interpreter interpreter = new(2, leaf => leaf switch
        {
            InputNode => new Tensor([2, 1], [6, 10]),
            ParameterNode { Name: "a.bias" } => new Tensor([1], [3]),
            _ => new Tensor([1], [leaf == state ? 4 : 1]),
        });

        // (4 + 8) / 2, then with the mean 3 of the first use's output: (6 + 3) / 2.
        Assert.Equal(4.5, Assert.Single(interpreter.Evaluate(next).Values), 12);
    }

    [Fact]
    public void Layer_table_counts_products_and_parameters()
    {
        ModelGraph model = Build(
            "Input(Shape = [8, 8, 6]); Conv2D(Filters = 4, Kernel = 3, Groups = 2); DepthwiseConv2D(Kernel = 3); "
            + "ConvTranspose2D(Filters = 5, Kernel = 2, Stride = 2)",
            training: false);
        Assert.Equal([6 * 6 * 4 * 9 * 3, 4 * 4 * 4 * 9, 4 * 4 * 4 * 4 * 5], model.Rows.Select(r => r.Macs));
        Assert.Equal([(9 * 3 * 4) + 4, (9 * 4) + 4, (4 * 4 * 5) + 5], model.Rows.Select(r => r.Parameters));
    }

    private static string Describe(ParameterInfo p) =>
        $"{p.Name} {p.Shape} {p.Init.Kind}{(p.IsWeight ? $"({p.Init.FanIn}, {p.Init.FanOut})" : "")}"
        + (p.TorchPermutation.Count > 0 ? " torch " + string.Join(",", p.TorchPermutation) : "");

    private static ModelGraph Build(string layers, bool training)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(
            new ModelSpec { Name = "Net", Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray() }, training);
        Assert.Empty(problems.Select(p => p.Message));
        return model;
    }
}
