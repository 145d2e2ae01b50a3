using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

/// <summary>
/// How many launches models take on a GPU, beside how many there would be if none were joined: 2 us each. Whoever changes a number says
/// why.
/// </summary>
public sealed class LaunchCountTests
{
    private const string Xor =
        "Input(Shape = [2]) Dense(Units = 8, Activation = Activation.Tanh) Dense(Units = 1, Activation = Activation.Sigmoid) "
        + "Loss(Kind = Loss.BinaryCrossEntropy)";

    private const string Perceptron =
        "Input(Shape = [784]) Dense(Units = 256, Activation = Activation.ReLU) Dropout(Rate = 0.2) "
        + "Dense(Units = 128, Activation = Activation.ReLU) Dense(Units = 10) Loss(Kind = Loss.SoftmaxCrossEntropy)";

    private const string Normalized =
        "Input(Shape = [784]) Dense(Units = 64) BatchNorm ReLU Dense(Units = 10) Loss(Kind = Loss.SoftmaxCrossEntropy)";

    private const string Digits =
        "Input(Shape = [8, 8, 1]) Conv2D(Filters = 32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU) "
        + "Conv2D(Filters = 64, Kernel = 3, Activation = Activation.ReLU) SpatialDropout2D(Rate = 0.2) MaxPool2D(Kernel = 2) "
        + "Conv2D(Filters = 128, Kernel = 3, Activation = Activation.ReLU) Flatten Dropout(Rate = 0.5) Dense(Units = 10) "
        + "Loss(Kind = Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)";

    /// <summary>A block of tokens that are mixed across positions and across channels, with norms and shortcuts.</summary>
    private const string Mixer =
        "Input(Shape = [16], Type = ElementType.Int32) Embedding(Vocabulary = 100, Dimension = 32, Name = \"e\") LayerNorm "
        + "Permute(Order = [1, 0]) Dense(Units = 16, Activation = Activation.GELU) Permute(Order = [1, 0]) "
        + "Add(Names = [\"e\"], Name = \"a\") LayerNorm Dense(Units = 64, Activation = Activation.GELU) Dropout(Rate = 0.1) "
        + "Dense(Units = 32) Add(Names = [\"a\"]) LayerNorm "
        + "GlobalAvgPool1D Dense(Units = 10) Loss(Kind = Loss.SoftmaxCrossEntropy)";

    /// <summary>Three copies in a row, which are one.</summary>
    private const string Turned =
        "Input(Shape = [2, 3, 4]) Permute(Order = [1, 2, 0]) Permute(Order = [1, 2, 0]) Permute(Order = [1, 0, 2]) "
        + "Flatten Dense(Units = 10) Loss(Kind = Loss.SoftmaxCrossEntropy)";

    [Theory]
    [InlineData(nameof(Xor), Xor, 8, 13)]
    [InlineData(nameof(Perceptron), Perceptron, 13, 23)]
    // Statistics that may be frozen are read by what normalizes, so that what updates them is no longer one launch with it.
    [InlineData(nameof(Normalized), Normalized, 13, 35)]
    [InlineData(nameof(Digits), Digits, 22, 39)]
    [InlineData(nameof(Mixer), Mixer, 37, 80)]
    [InlineData(nameof(Turned), Turned, 7, 15)]
    public void Launches_of_a_training_step(string name, string declaration, int launches, int members) =>
        Check(name, declaration, t => t.Training, ["Forward", "LossInt", "Backward"], launches, members);

    [Theory]
    [InlineData(nameof(Xor), Xor, 2, 2)]
    [InlineData(nameof(Perceptron), Perceptron, 4, 7)]
    [InlineData(nameof(Normalized), Normalized, 4, 7)]
    [InlineData(nameof(Digits), Digits, 6, 9)]
    [InlineData(nameof(Mixer), Mixer, 14, 30)]
    [InlineData(nameof(Turned), Turned, 3, 6)]
    public void Launches_of_a_prediction(string name, string declaration, int launches, int members) =>
        Check(name, declaration, t => t.Inference, ["Predict", "Probabilities"], launches, members);

    private static void Check(
        string name, string declaration, Func<TargetPrograms, ProgramUnit> unit, string[] names, int launches, int members)
    {
        Launch[] found = [.. names.Select(n => unit(Programs(name, declaration)).Find(n)).OfType<Program>().SelectMany(p => p.Launches)];
        string counts = $"{name}: {found.Length} of {found.Sum(Members)}";
        Assert.Equal($"{name}: {launches} of {members}", counts);
    }

    private static int Members(Launch launch) => launch switch
    {
        RowsLaunch rows => rows.Members.Count,
        SideBySideLaunch beside => beside.Members.Sum(Members),
        _ => 1,
    };

    private static TargetPrograms Programs(string name, string declaration)
    {
        AttributeSpec[] attributes = [.. Attributes(declaration).Select(SpecReader.ReadAttribute)];
        ModelSpec spec = new() { Name = name, Layers = attributes[..^1], Settings = attributes[^1..], Gpu = true };
        BuiltModel model = Pipeline.Build(spec);
        Assert.Empty(model.Problems.Select(p => p.Message));
        return Pipeline.Programs(model, new Inspection(dumps: false)).Gpu!;
    }

    /// <summary>Splits at spaces outside of parentheses.</summary>
    private static IEnumerable<string> Attributes(string declaration)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= declaration.Length; i++)
        {
            char c = i < declaration.Length ? declaration[i] : ' ';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ' ' && depth == 0)
            {
                yield return declaration[start..i];
                start = i + 1;
            }
        }
    }
}
