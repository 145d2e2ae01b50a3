using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class WeightFunctionProblemTests
{
    [Theory]
    [InlineData("Missing", "UnknownName: Dense(2, Penalty = \"Missing\") (layer 1) names the function Missing, which the class does not have; declare "
        + "static float Missing(float w) => ...;")]
    [InlineData("Two", "UnsupportedExpression: Dense(2, Penalty = \"Two\") (layer 1) needs a function of one weight, but Two takes 2 values.")]
    [InlineData("Loop", "UnsupportedExpression: Dense(2, Penalty = \"Loop\") (layer 1) has a function that the compiler cannot read: Loop has a loop.")]
    public void A_function_that_is_none_of_weights_is_one_problem(string function, string expected)
    {
        Equal("Penalty", function, expected);
        Equal("Constraint", function, expected.Replace("Penalty", "Constraint", StringComparison.Ordinal));
    }

    private static void Equal(string argument, string function, string expected)
    {
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = new[] { SpecReader.ReadAttribute("Input(Shape = [3])"), SpecReader.ReadAttribute($"Dense(Units = 2, {argument} = \"{function}\")") },
            Functions = new FunctionSpec[] { new("Two", new[] { "x", "y" }, "x + y", null), new("Loop", new[] { "w" }, null, "Loop has a loop.") },
        };
        Problem problem = Assert.Single(BuildModel.Run(spec, training: true).Problems);
        Assert.Equal((expected, argument), ($"{problem.Kind}: {problem.Message}", problem.Argument));
    }
}
