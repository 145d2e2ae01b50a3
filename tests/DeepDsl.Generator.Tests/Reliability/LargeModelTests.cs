using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Parsing;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>The deepest models that people have trained lie within the bounds. DEEPDSL_RELIABILITY asks for their full depth.</summary>
public sealed class LargeModelTests
{
    private const string Residual = """
        [Block, Identity(Name = "x"), Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
        [Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Shortcut("x"), ReLU]
        public partial class Residual;
        """;

    private const string Mixer = """
        [Block, Identity(Name = "x"), LayerNorm, Permute(1, 0), Dense(16, Activation = Activation.GELU), Dense(8), Permute(1, 0), Add("x")]
        [Identity(Name = "y"), LayerNorm, Dense(64, Activation = Activation.GELU), Dense(16), Add("y")]
        public partial class Mixer;
        """;

    private static bool IsLong => Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY") is not null;

    private static CompiledModel Compiled(string source) => Pipeline.Compile(Parsed.Model(source));

    /// <summary>He et al. (2016) trained a thousand convolutions.</summary>
    [Fact]
    [Trait("Category", "Sweep")]
    public void A_residual_network_of_a_thousand_convolutions_compiles() => Assert.Empty(Compiled($$"""
        using DeepDsl;
        {{Residual}}
        [Model, Input(16, 16, 16), Residual(Repeat = {{(IsLong ? 500 : 50)}}), GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """).Problems);

    /// <summary>As many blocks as the largest language models have.</summary>
    [Fact]
    [Trait("Category", "Sweep")]
    public void A_stack_of_96_blocks_compiles() => Assert.Empty(Compiled($$"""
        using DeepDsl;
        {{Mixer}}
        [Model, Input(8, 16), Mixer(Repeat = {{(IsLong ? 96 : 32)}}), LayerNorm, Flatten, Dense(100), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """).Problems);

    /// <summary>Whole declarations of thousands of layers are read and refused at once, with what is wrong in them.</summary>
    [Fact]
    public void Layers_up_to_the_bound_are_looked_at()
    {
        string layers = string.Concat(Enumerable.Repeat("[Tanh]\n", Limits.Layers - 2));
        ModelSpec spec = Parsed.Model($"using DeepDsl; [Model, Input(8)]\n{layers}[Dense(0)] public partial class Net;");
        Problem problem = Assert.Single(Pipeline.Build(spec).Problems);
        Assert.Equal(ProblemKind.ArgumentRange, problem.Kind);
        Assert.Contains("layer 9999", problem.Message, StringComparison.Ordinal);
    }
}
