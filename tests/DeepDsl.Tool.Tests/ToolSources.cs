namespace DeepDsl.Tool.Tests;

/// <summary>Models as users write them.</summary>
internal static class ToolSources
{
    public const string Sound = """
        using DeepDsl;

        [Model, Input(8, 8, 1)]
        [Conv2D(4, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;

    /// <summary>A block with two ways through it.</summary>
    public const string Residual = """
        using DeepDsl;

        namespace Shop;

        [Block]
        [Identity(Name = "x")]
        [Conv2D(Filters, Kernel = 3, Padding = Padding.Same), ReLU]
        [Conv2D(Filters, Kernel = 3, Padding = Padding.Same), Add("x")]
        public partial class Twice
        {
            [Parameter] const int Filters = 4;
        }

        [Model, Input(6, 6, 4), Twice(Repeat = 2), GlobalAvgPool2D, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Goods;
        """;

    /// <summary>Dense layers with nothing between, of which a rule warns.</summary>
    public const string Linear = """
        using DeepDsl;

        [Model, Input(8), Dense(16), Dense(16), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;

    public const string Wrong = """
        using DeepDsl;

        [Model, Input(8, 8, 1)]
        [Conv2D(4, Kernel = 9), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;
}
