using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class ScoreProblemTests
{
    [Theory]
    [InlineData("Missing", "UnknownName: Attention(Score = \"Missing\") (layer 1) names the function Missing, which the class does not have; declare "
        + "static float Missing(float score, float query, float key) => ...;")]
    [InlineData("One", "UnsupportedExpression: Attention(Score = \"One\") (layer 1) needs a function of a score and the positions of query and key, but "
        + "One takes 1 values.")]
    [InlineData("Loop", "UnsupportedExpression: Attention(Score = \"Loop\") (layer 1) has a function that the compiler cannot read: Loop has a loop.")]
    public void A_function_that_makes_no_score_is_one_problem(string function, string expected)
    {
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = new[] { SpecReader.ReadAttribute("Input(Shape = [4, 3])"), SpecReader.ReadAttribute($"Attention(Score = \"{function}\")") },
            Functions = new FunctionSpec[] { new("One", new[] { "x" }, "x", null), new("Loop", new[] { "s", "q", "k" }, null, "Loop has a loop.") },
        };
        Problem problem = Assert.Single(BuildModel.Run(spec, training: true).Problems);
        Assert.Equal((expected, "Score"), ($"{problem.Kind}: {problem.Message}", problem.Argument));
    }
}
