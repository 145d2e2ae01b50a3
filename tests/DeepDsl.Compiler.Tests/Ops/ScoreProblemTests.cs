using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class ScoreProblemTests
{
    [Theory]
    [InlineData("Missing", "UnknownName: Attention(Score = \"Missing\") (layer 1) names the function Missing, which the class does not have; declare "
        + "static float Missing(float score, float query, float key) => ...;")]
    [InlineData("One", "UnsupportedExpression: Attention(Score = \"One\") (layer 1) needs a function of a score and the positions of query and key, but "
        + "One takes 1 value.")]
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

    [Theory]
    [InlineData("Marks = \"m\"", "gives \"m\" to no function; name one by Score that takes it: "
        + "static float Score(float score, float query, float key, float mark) => ...;", "Marks")]
    [InlineData("Score = \"Three\", Marks = \"m\"", "needs a function of a score, the positions of query and key, and the key's mark, but Three takes 3 values.", "Score")]
    [InlineData("Score = \"Four\"", "needs a function of a score and the positions of query and key, but Four takes 4 values.", "Score")]
    [InlineData("Score = \"Four\", Marks = \"wide\"", "needs a mark for each of 4 keys, [4] or [4, 1], but \"wide\" is [4, 2].", "Marks")]
    [InlineData("Score = \"Missing\", Marks = \"m\"", "names the function Missing, which the class does not have; declare "
        + "static float Missing(float score, float query, float key, float mark) => ...;", "Score")]
    public void Marks_that_no_score_is_made_of_are_one_problem(string arguments, string expected, string argument)
    {
        string[] layers =
        [
            "Input(Shape = [4], Name = \"m\", Type = ElementType.Int32)", "Input(Shape = [4, 2], Name = \"wide\")", "Input(Shape = [4, 3], Name = \"x\")",
            $"Attention({arguments})", "Output(Name = \"m\")", "Output(Name = \"wide\")",
        ];
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
            Functions = new FunctionSpec[] { new("Three", new[] { "s", "q", "k" }, "s", null), new("Four", new[] { "s", "q", "k", "m" }, "s + m", null) },
        };
        Problem[] problems = [.. BuildModel.Run(spec, training: true).Problems.Where(p => p.Path[0] == 3 && p.Kind != ProblemKind.UnreadOutput)];
        Problem problem = Assert.Single(problems);
        Assert.Equal((expected, argument), (problem.Message[(problem.Message.IndexOf(") (layer 1) ", StringComparison.Ordinal) + 12)..], problem.Argument));
    }
}
