using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>The models of tests/reference/parity.py as declarations, compiled once for all tests.</summary>
internal static class ParityModels
{
    private const string BasicBlock = """
        block BasicBlock(int Filters = 64, int Stride = 1)
        {
          Identity(Name = "x");
          Conv2D(Filters = Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same, Bias = false);
          BatchNorm;
          ReLU;
          Conv2D(Filters = Filters, Kernel = 3, Padding = Padding.Same, Bias = false);
          BatchNorm;
          Shortcut(Source = "x", Norm = true);
          ReLU;
        }
        """;

    private static readonly ModelSpec[] s_specs =
    [
        Spec(
            "LeNet",
            "Input(Shape = [28, 28, 1])",
            "Conv2D(Filters = 6, Kernel = 5, Activation = Activation.ReLU)", "MaxPool2D(Kernel = 2)",
            "Conv2D(Filters = 16, Kernel = 5, Activation = Activation.ReLU)", "MaxPool2D(Kernel = 2)",
            "Flatten",
            "Dense(Units = 120, Activation = Activation.ReLU)", "Dense(Units = 84, Activation = Activation.ReLU)", "Dense(Units = 10)"),
        Cnn("Cnn", ConvNorm),
        Cnn("CnnWithoutNorm", f => [$"Conv2D(Filters = {f}, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)"]),
        Spec(
            "ResNet20",
            [
            "Input(Shape = [32, 32, 3])",
            .. ConvNorm(16),
            "BasicBlock(Filters = 16, Repeat = 3)",
            "BasicBlock(Filters = 32, Stride = 2)", "BasicBlock(Filters = 32, Repeat = 2)",
            "BasicBlock(Filters = 64, Stride = 2)", "BasicBlock(Filters = 64, Repeat = 2)",
            "GlobalAvgPool2D", "Dense(Units = 10)",
            ]),
    ];

    private static readonly Lazy<CompiledModels> s_models = new(() => new CompiledModels("Parity", s_specs));

    public static IEnumerable<string> Names => s_specs.Select(s => s.Name);

    public static NetworkDefinition Definition(string name) => s_models.Value.Definition(s_specs.Single(s => s.Name == name));

    private static ModelSpec Cnn(string name, Func<int, string[]> convolution) => Spec(
        name,
        [
            "Input(Shape = [28, 28, 1])",
            .. convolution(32), .. convolution(32), "MaxPool2D(Kernel = 2)",
            .. convolution(64), .. convolution(64), "MaxPool2D(Kernel = 2)",
            "Flatten", "Dense(Units = 128, Activation = Activation.ReLU)", "Dense(Units = 10)",
        ]);

    private static string[] ConvNorm(int filters) =>
        [$"Conv2D(Filters = {filters}, Kernel = 3, Padding = Padding.Same, Bias = false)", "BatchNorm", "ReLU"];

    private static ModelSpec Spec(string name, params string[] layers) => new()
    {
        Name = name,
        Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
        Settings = new[]
        {
            SpecReader.ReadAttribute("Loss(Kind = Loss.SoftmaxCrossEntropy)"),
            SpecReader.ReadAttribute("Train(Optimizer = Optimizer.SGD, LearningRate = 0.0005)"),
        },
        Blocks = BlockText.Read(BasicBlock),
    };
}
