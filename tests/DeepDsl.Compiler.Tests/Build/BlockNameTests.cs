using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Build;

/// <summary>How blocks name what lies beside them, and what their layers are called in PyTorch.</summary>
public sealed class BlockNameTests
{
    private const string Blocks = """
        block Up(int Units = 3, string Skip = "skip")
        {
          Dense(Units = Units, Name = "up", TorchName = "linear");
          Concat(Names = ["up"], From = Skip, When = (Skip != ""));
          BatchNorm;
        }
        block Twice(string Memory = "")
        {
          Up(Units = 2, Skip = Memory, Repeat = 2, TorchName = "steps.3");
          Dense(Units = 1, TorchName = "head.0");
        }
        """;

    private const string Inputs = "Input(Shape = [4], Name = \"x\"); Input(Shape = [5], Name = \"skip\"); Input(Shape = [6], Name = \"other\"); ";

    [Theory]
    [InlineData("Up(From = \"x\"); Add(Names = [\"sum\"]); Output(Name = \"other\")", "", "UnknownName")]
    [InlineData("Up(From = \"x\", Name = \"a\"); Output(Name = \"a\"); Output(Name = \"other\")", "[8]", "")]
    [InlineData("Up(From = \"x\", Skip = \"other\", Name = \"a\"); Output(Name = \"a\"); Output(Name = \"skip\")", "[9]", "")]
    [InlineData("Up(From = \"x\", Skip = \"\", Name = \"a\"); Output(Name = \"a\"); Output(Name = \"skip\"); Output(Name = \"other\")", "[3]", "")]
    [InlineData("Up(From = \"x\", Units = 7, Name = \"a\"); Identity(From = \"a.up\", Name = \"b\"); Output(Name = \"b\"); Output(Name = \"a\"); "
        + "Output(Name = \"other\")", "[7]", "")]
    [InlineData("Twice(From = \"x\", Name = \"a\"); Identity(From = \"a.up2.up\", Name = \"b\"); Output(Name = \"b\"); Output(Name = \"a\"); "
        + "Output(Name = \"skip\"); Output(Name = \"other\")", "[2]", "")]
    [InlineData("Up(From = \"x\", Name = \"a\"); Identity(From = \"a.down\", Name = \"b\"); Output(Name = \"b\"); Output(Name = \"a\"); "
        + "Output(Name = \"other\")", "", "UnknownName")]
    [InlineData("Twice(From = \"x\", Memory = \"other\", Name = \"a\"); Output(Name = \"a\"); Output(Name = \"skip\")", "[1]", "")]
    public void A_text_names_a_value_beside_the_block_and_a_path_one_inside(string layers, string output, string problem)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = Build(Inputs + layers);
        Assert.Equal(problem, string.Join(", ", problems.Select(p => p.Kind)));
        Assert.True(output.Length == 0 || model.Outputs[0].Node.Shape.WithoutBatch().ToString() == output);
    }

    [Fact]
    public void A_layer_inside_a_block_is_shared_by_its_path()
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) =
            Build("Input(Shape = [4], Name = \"x\"); Up(Skip = \"\", Name = \"a\"); Dense(Units = 3, Share = \"a.up\", From = \"x\"); Add(Names = [\"a\"])");
        Assert.Empty(problems.Select(p => p.Message));
        Assert.Equal(["a.up.weight", "a.up.bias", "a.batchNorm1.weight", "a.batchNorm1.bias"], model.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void A_layer_with_the_path_of_one_inside_a_block_is_refused()
    {
        Problem problem = Assert.Single(Build("Input(Shape = [4]); Up(Skip = \"\", Name = \"a\"); Dense(Units = 3, Name = \"a.up\")").Problems);
        Assert.Equal("The name \"a.up\" is already taken, and names are unique within a model or block; name one of the two otherwise.",
            problem.Message);
    }

    [Fact]
    public void A_name_that_nothing_has_is_said_at_the_use()
    {
        Problem problem = Assert.Single(Build("Input(Shape = [4], Name = \"skip1\"); Up").Problems);
        Assert.Equal("Block Up reads \"skip\", but no layer above has that name; did you mean \"skip1\"?", problem.Message);
        Assert.Equal(("Skip", "1"), (problem.Argument, string.Join(".", problem.Path)));
    }

    [Theory]
    [InlineData("Up(Skip = \"\")", "up1.up.weight -> linear.weight, up1.batchNorm1.weight -> up1.batchNorm1.weight")]
    [InlineData("Up(Skip = \"\", Name = \"a\", TorchName = \"left\")",
        "a.up.weight -> left.linear.weight, a.batchNorm1.weight -> left.batchNorm1.weight")]
    [InlineData("Up(Skip = \"\", Repeat = 2, TorchName = \"layers\")",
        "up1.up.weight -> layers.0.linear.weight, up1.batchNorm1.weight -> layers.0.batchNorm1.weight, "
        + "up2.up.weight -> layers.1.linear.weight, up2.batchNorm1.weight -> layers.1.batchNorm1.weight")]
    [InlineData("Twice(TorchName = \"net\")",
        "twice1.up1.up.weight -> net.steps.3.linear.weight, twice1.up1.batchNorm1.weight -> net.steps.3.batchNorm1.weight, "
        + "twice1.up2.up.weight -> net.steps.4.linear.weight, twice1.up2.batchNorm1.weight -> net.steps.4.batchNorm1.weight, "
        + "twice1.dense1.weight -> net.head.0.weight")]
    [InlineData("Dense(Units = 2, Name = \"a\"); Dense(Units = 4, Share = \"a\", When = false)", "a.weight -> a.weight")]
    public void Parameters_have_the_names_of_PyTorch(string layers, string expected)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = Build("Input(Shape = [4]); " + layers);
        Assert.Empty(problems.Select(p => p.Message));
        Assert.Equal(expected, string.Join(", ", model.Parameters.Where(p => p.Name.EndsWith("weight", StringComparison.Ordinal))
            .Select(p => $"{p.Name} -> {p.TorchName}")));
    }

    [Theory]
    [InlineData("Dense(Units = 2, WasNamed = \"dense4\")", "dense1.weight was dense4.weight")]
    [InlineData("Up(Skip = \"\", Name = \"a\", WasNamed = \"b\")", "a.up.weight was b.up.weight, a.batchNorm1.weight was b.batchNorm1.weight")]
    [InlineData("Up(Skip = \"\", Repeat = 2, WasNamed = \"x\")",
        "up1.up.weight was x1.up.weight, up1.batchNorm1.weight was x1.batchNorm1.weight, up2.up.weight was x2.up.weight, "
        + "up2.batchNorm1.weight was x2.batchNorm1.weight")]
    [InlineData("Dense(Units = 4, Name = \"a\", WasNamed = \"b\"); Dense(Units = 4, Share = \"a\")", "a.weight was b.weight")]
    public void Parameters_have_the_names_of_before(string layers, string expected)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = Build("Input(Shape = [4]); " + layers);
        Assert.Empty(problems.Select(p => p.Message));
        Assert.Equal(expected, string.Join(", ", model.Parameters.Where(p => p.Name.EndsWith("weight", StringComparison.Ordinal))
            .Select(p => $"{p.Name} was {p.FormerName}")));
        Assert.All(model.States, s => Assert.NotEqual(s.Name, s.FormerName));
    }

    [Fact]
    public void A_projection_with_its_norm_is_a_row_of_two_modules()
    {
        (ModelGraph model, _) = Build("Input(Shape = [4], Name = \"x\"); Dense(Units = 3); Shortcut(Source = \"x\", Norm = true, TorchName = \"down\")");
        Assert.Equal(
            ["dense1.weight", "dense1.bias", "down.0.weight", "down.1.weight", "down.1.bias", "down.1.running_mean", "down.1.running_var"],
            [.. model.Parameters.Select(p => p.TorchName), .. model.States.Select(s => s.TorchName)]);
    }

    private static (ModelGraph Model, IReadOnlyList<Problem> Problems) Build(string layers) => BuildModel.Run(
        new ModelSpec
        {
            Name = "Net",
            Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray(),
            Blocks = BlockText.Read(Blocks),
        },
        training: false);
}
