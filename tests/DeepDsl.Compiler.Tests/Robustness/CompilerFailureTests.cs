using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Robustness;

/// <summary>An exception in the compiler becomes a problem of the model, so that other models of the compilation still get their code.</summary>
public sealed class CompilerFailureTests
{
    /// <summary>C# would not let such an activation through, so no shape rule looks for it.</summary>
    [Fact]
    public void Exception_is_one_problem_and_the_members_exist()
    {
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = new[]
            {
                SpecReader.ReadAttribute("Input(Shape = [2])"),
                SpecReader.ReadAttribute("Dense(Units = 2, Activation = Padding.Full)"),
            },
        };
        CompiledModel compiled = Pipeline.Compile(spec);
        Problem problem = Assert.Single(compiled.Problems);
        Assert.Equal(ProblemKind.CompilerFailure, problem.Kind);
        Assert.StartsWith("The compiler of DeepDsl failed on Net, which is a mistake of its own; please report it", problem.Message);
        Assert.Contains("partial class Net", Assert.Single(compiled.Files).Text);
    }
}
