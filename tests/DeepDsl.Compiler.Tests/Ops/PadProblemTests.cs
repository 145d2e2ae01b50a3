using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class PadProblemTests
{
    [Theory]
    [InlineData("Input(Shape = [3, 5, 2])", "Pad2D(Border = 3, Mode = PadMode.Reflect)",
        "ArgumentRange at Mode: Pad2D(Border = 3, Mode = PadMode.Reflect) (layer 1) reflects 3 of the 3 elements along axis 0 of [3, 5, 2], where at "
        + "most 2 lie behind the edge; take fewer, or write Mode = PadMode.Replicate.")]
    [InlineData("Input(Shape = [5, 2])", "Pad1D(Border = 1, Mode = PadMode.Replicate, Value = 3)",
        "ConflictingArguments at Value: Pad1D(Border = 1, Mode = PadMode.Replicate, Value = 3) (layer 1) has a Value, which only "
        + "Mode = PadMode.Constant reads; remove Value, or Mode.")]
    public void One_mistake_gives_one_message(string input, string layer, string expected)
    {
        ModelSpec spec = new() { Name = "Net", Layers = new[] { SpecReader.ReadAttribute(input), SpecReader.ReadAttribute(layer) } };
        Problem problem = Assert.Single(BuildModel.Run(spec, training: true).Problems);
        Assert.Equal(expected, $"{problem.Kind} at {problem.Argument}: {problem.Message}");
    }
}
