using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Build;

/// <summary>Which parameters run over the features of a flattened image, and which only seem to.</summary>
public sealed class TorchOrderTests
{
    /// <summary>Each order as "parameter axis: positions x channels".</summary>
    public static TheoryData<string, string> Stacks => new()
    {
        // From the image to the first layer that mixes features, through all that does not.
        { "Input(Shape = [4, 3, 2]); Flatten; Dense(Units = 5); Dense(Units = 5)", "dense1.weight 0: 12x2" },
        { "Input(Shape = [4, 3, 2]); Reshape(Shape = [-1]); Dense(Units = 24)", "dense1.weight 0: 12x2" },
        { "Input(Shape = [4, 3, 2]); Flatten; PReLU; Softmax; Dense(Units = 5)", "pReLU1.slope 0: 12x2; dense1.weight 0: 12x2" },
        {
            "Input(Shape = [2, 4, 3, 2]); Flatten; BatchNorm; Dropout(Rate = 0.5); Dense(Units = 5)",
            "batchNorm1.running_mean 0: 24x2; batchNorm1.running_var 0: 24x2; batchNorm1.weight 0: 24x2; batchNorm1.bias 0: 24x2; "
            + "dense1.weight 0: 24x2"
        },
        {
            "Input(Shape = [4, 3, 2]); Flatten(Name = \"a\"); Dense(Units = 24, Name = \"d\"); Add(Names = [\"a\"]); Dense(Units = 5)",
            "d.weight 1: 12x2; d.weight 0: 12x2; d.bias 0: 12x2; dense1.weight 0: 12x2"
        },
        {
            "Input(Shape = [7], Name = \"a\"); Input(Shape = [4, 3, 2]); Flatten; Concat(Names = [\"a\"]); Dense(Units = 5)",
            "dense1.weight 0: 12x2, 1x7"
        },
        {
            "Input(Shape = [4, 3, 2]); Flatten(Name = \"a\"); Dense(Units = 5, Name = \"d\"); "
            + "Dense(Units = 5, From = \"a\", Share = \"d\"); Add(Names = [\"d\"])",
            "d.weight 0: 12x2"
        },

        // Back from an image to the layer that made its elements.
        { "Input(Shape = [5]); Dense(Units = 24); ReLU; Reshape(Shape = [4, 3, 2])", "dense1.weight 1: 12x2; dense1.bias 0: 12x2" },
        {
            "Input(Shape = [5]); Dense(Units = 24, Bias = false); Reshape(Shape = [12, 2]); ReLU; Conv1D(Filters = 3, Kernel = 2)",
            "dense1.weight 1: 12x2"
        },

        // [T, C] is [C, T] in PyTorch to convolutions and pools alone.
        { "Input(Shape = [9, 2]); Conv1D(Filters = 3, Kernel = 2); ReLU; Flatten; Dense(Units = 5)", "dense1.weight 0: 8x3" },
        { "Input(Shape = [9, 2]); SeparableConv1D(Filters = 3, Kernel = 2); Flatten; Dense(Units = 5)", "dense1.weight 0: 8x3" },
        {
            "Input(Shape = [9, 2]); ConvTranspose1D(Filters = 3, Kernel = 2); Upsample1D; Flatten; Dense(Units = 5)",
            "dense1.weight 0: 20x3"
        },
        { "Input(Shape = [9, 2]); AdaptiveMaxPool1D(Size = 4); Flatten; Dense(Units = 5)", "dense1.weight 0: 4x2" },
        { "Input(Shape = [9, 2]); Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [9, 2]); Dense(Units = 4); ReLU; Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [9], Type = ElementType.Int32); Embedding(Vocabulary = 3, Dimension = 2); Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [5]); Dense(Units = 24); Reshape(Shape = [12, 2])", "" },

        // Nothing to reorder, or the model says itself where everything goes.
        { "Input(Shape = [4, 3, 1]); Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [4, 3, 2]); GlobalAvgPool2D; Dense(Units = 5)", "" },
        { "Input(Shape = [4, 3, 2]); GlobalAvgPool2D; Reshape(Shape = [1, 1, 2]); Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [4, 3, 2]); Permute(Order = [2, 0, 1]); Flatten; Dense(Units = 5)", "" },
        { "Input(Shape = [5]); Dense(Units = 24); Reshape(Shape = [2, 4, 3]); Permute(Order = [1, 2, 0])", "" },
        { "Input(Shape = [6]); GroupNorm(Groups = 3); Dense(Units = 5)", "" },
        {
            "Input(Shape = [4, 3, 2], Name = \"a\"); Input(Shape = [2, 4, 3]); Flatten(Name = \"b\"); Flatten(From = \"a\"); "
            + "Add(Names = [\"b\"]); Dense(Units = 5)",
            ""
        },
    };

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Order_reaches_all_parameters_over_the_features(string layers, string expected)
    {
        ModelSpec spec = new() { Name = "Net", Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray() };
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        Assert.Empty(problems.Select(p => p.Message));
        TorchOrder order = FindTorchOrder.Run(model);
        IEnumerable<(string Name, int Axis)> axes = model.States.Select(s => (s.Name, s.Shape.Rank))
            .Concat(model.Parameters.Select(p => (p.Name, p.Shape.Rank)))
            .SelectMany(t => Enumerable.Range(0, t.Rank).Reverse().Select(axis => (t.Name, axis)));
        Assert.Equal(expected, string.Join("; ", axes.Where(a => order[a.Name, a.Axis].Count > 0)
            .Select(a => $"{a.Name} {a.Axis}: {string.Join(", ", order[a.Name, a.Axis].Select(r => $"{r.Positions}x{r.Channels}"))}")));
    }
}
