using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace DeepDsl.Generator.Tests;

/// <summary>Models that begin with the layers of another, of the same project or of a library.</summary>
public sealed class ExtendsTests
{
    private const string Trunk = """
        namespace Lib;
        using DeepDsl;
        [Block, Dense(Units), Map(nameof(Twice))] public partial class Hidden { [Parameter] const int Units = 8; static float Twice(float x) => x * 2; }
        [Model, Input(Dim.T, 4, Name = "x"), Extent(Dim.T, Max = 9), Input(5, Name = "y")]
        [Dense(6, From = "x"), Map(nameof(Cube)), BatchNorm, GlobalAvgPool1D, Concat("y"), Hidden(Units = 7, Repeat = 3, Name = "deep"), Dense(2, Name = "out")]
        [Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Trunk { static float Cube(float x) => x * x * x; }
        """;

    private const string Head = """
        using DeepDsl; using Lib;
        [Model, Extends(typeof(Trunk), Until = "deep2", Trainable = false), Hidden(Units = 5), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Head;
        """;

    [Fact]
    public void Layers_come_with_their_names_inputs_blocks_and_functions()
    {
        GeneratorRun.Of(Trunk, Head).Compiles();
        ModelSpec spec = Spec(Sources.Compile(Trunk, Head));
        (DeepDsl.Compiler.Ops.ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: true);
        Assert.Empty(problems);
        Assert.Equal(["x", "y"], model.Inputs.Select(i => i.Name));
        Assert.Equal(
            [
                "dense1.weight False", "dense1.bias False", "batchNorm1.weight False", "batchNorm1.bias False", "deep1.dense1.weight False",
                "deep1.dense1.bias False", "deep2.dense1.weight False", "deep2.dense1.bias False", "hidden1.dense1.weight True",
                "hidden1.dense1.bias True", "dense2.weight True", "dense2.bias True",
            ],
            model.Parameters.Select(p => $"{p.Name} {p.Trainable}"));

        // They stay as they are: a frozen batch norm uses its running statistics.
        Assert.Empty(model.Updates);
    }

    [Theory]
    [InlineData("", "dense1 batchNorm1 deep1.dense1 deep2.dense1 deep3.dense1 out dense2")]
    [InlineData("deep", "dense1 batchNorm1 deep1.dense1 deep2.dense1 deep3.dense1 dense2")]
    [InlineData("deep1", "dense1 batchNorm1 deep1.dense1 dense2")]
    [InlineData("map1", "dense1 dense2")]
    public void They_end_where_is_said(string until, string layers)
    {
        string head = $"[DeepDsl.Model, DeepDsl.Extends(typeof(Lib.Trunk), Until = \"{until}\"), DeepDsl.Dense(3)] partial class Head;";
        ModelSpec spec = Spec(Sources.Compile(Trunk, head.Replace(", Until = \"\"", "")));
        Assert.Empty(spec.Problems);
        Assert.Equal(layers.Split(' '), BuildModel.Run(spec, training: true).Model.Parameters.Select(p => p.Name[..p.Name.LastIndexOf('.')]).Distinct());
    }

    /// <summary>A file of the other model's weights would put them into the layer of that name.</summary>
    [Fact]
    public void Names_of_layers_that_were_cut_off_are_not_given_again()
    {
        const string trunk = "[DeepDsl.Model, DeepDsl.Input(3), DeepDsl.Dense(4, Name = \"a\"), DeepDsl.Dense(2), DeepDsl.Dense(3)] partial class Trunk;";
        Assert.Equal(["a", "dense3", "dense4"], Names(
            "[DeepDsl.Model, DeepDsl.Extends(typeof(Trunk), Until = \"a\"), DeepDsl.Dense(2), DeepDsl.Dense(3)] partial class Head;"));
        Assert.Equal(["a", "dense1", "dense3"], Names(
            "[DeepDsl.Model, DeepDsl.Extends(typeof(Trunk), Until = \"dense1\"), DeepDsl.Dense(2)] partial class Head;"));
        Assert.Equal(["a", "dense1"], Names(
            "[DeepDsl.Model, DeepDsl.Extends(typeof(Trunk), Until = \"a\"), DeepDsl.Dense(2, Name = \"dense1\")] partial class Head;"));

        static IEnumerable<string> Names(string head) =>
            BuildModel.Run(Spec(Sources.Compile(trunk, head)), training: true).Model.Parameters.Where(p => p.IsWeight).Select(p => p.Name.Split('.')[0]);
    }

    [Fact]
    public void A_model_of_a_library_gives_the_same()
    {
        MemoryStream library = new();
        GeneratorRun trunk = GeneratorRun.Of(Trunk).Compiles();
        Assert.True(trunk.Output.WithAssemblyName("Lib").Emit(library).Success);
        CSharpCompilation head = Sources.Compile(Head).AddReferences(MetadataReference.CreateFromImage(library.ToArray()));
        Assert.Equal(Spec(Sources.Compile(Trunk, Head)) with { Functions = new([]) }, Spec(head) with { Functions = new([]) });
        Assert.Equal(["Cube"], Spec(head).Functions.Select(f => f.Name));
        GeneratorRun.Of(head).Compiles();

        // And so does a model of a library that extends one of its own.
        MemoryStream second = new();
        Assert.True(GeneratorRun.Of(Trunk, Head).Output.WithAssemblyName("Lib").Emit(second).Success);
        ModelSpec third = Parsed.ModelIn(Sources.Compile("using DeepDsl; [Model, Extends(typeof(Head), Until = \"hidden1\"), Dense(2)] partial class Third;")
            .AddReferences(MetadataReference.CreateFromImage(second.ToArray()))).Spec;
        Assert.Equal(
            ["hidden1.dense1.weight", "hidden1.dense1.bias", "dense3.weight", "dense3.bias"],
            BuildModel.Run(third, training: true).Model.Parameters.Where(p => p.Trainable).Select(p => p.Name));
    }

    [Fact]
    public void An_edit_of_the_other_model_compiles_what_extends_it_and_nothing_else()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[DeepDsl.Model, DeepDsl.Input(3), DeepDsl.Dense(4, Name = \"a\"), DeepDsl.Dense(1)] partial class Trunk;",
            "[DeepDsl.Model, DeepDsl.Extends(typeof(Trunk), Until = \"a\"), DeepDsl.Dense(2)] partial class Head;",
            "[DeepDsl.Model, DeepDsl.Input(3), DeepDsl.Dense(4)] partial class Other;");
        IReadOnlyList<IncrementalStepRunReason> compiled = run.Reasons(run.Edit("File0.cs", t => t.Replace("Dense(4", "Dense(5")), TrackingNames.CompiledModels);
        Assert.Equal([Modified, Modified, Cached], compiled);

        // What lies behind the layer that it ends at is none of its business.
        compiled = run.Reasons(run.Edit("File0.cs", t => t.Replace("Dense(1)", "Dense(7)")), TrackingNames.CompiledModels);
        Assert.Equal([Modified, Cached, Cached], compiled);
    }

    private static ModelSpec Spec(CSharpCompilation compilation) =>
        ModelParser.Parse(compilation.GetTypeByMetadataName("Head")!, compilation, default)!.Spec;
}
