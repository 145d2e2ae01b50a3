using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace DeepDsl.Generator.Tests;

public sealed class IncrementalityTests
{
    private const int Models = 20;

    private static readonly string[] Project =
    [
        .. Enumerable.Range(0, Models).Select(i =>
            $"using DeepDsl; [Model, Input({i + 2}), Hidden(Units = 4), Dense(1)] partial class Net{i} {{ void Use() {{ }} }}"),
        "using DeepDsl; [Block, Dense(Units), Tanh] partial class Hidden { [Parameter] const int Units = 3; }",
        "class Elsewhere { int _x; }",
    ];

    private static int Count(IEnumerable<IncrementalStepRunReason> reasons, IncrementalStepRunReason reason) => reasons.Count(r => r == reason);

    [Fact]
    public void An_edit_elsewhere_compiles_none_of_20_models()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        CSharpCompilation edited = run.Edit($"File{Models + 1}.cs", text => text.Replace("_x", "_renamed"));
        IReadOnlyList<IncrementalStepRunReason> compiled = run.Reasons(edited, TrackingNames.CompiledModels);
        Assert.Equal(Models, Count(compiled, Cached));
        Assert.Equal(Models, compiled.Count);
    }

    [Fact]
    public void An_edit_of_a_models_methods_compiles_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        CSharpCompilation edited = run.Edit("File3.cs", text => "// moved\n\n" + text.Replace("{ }", "{ int local = 1; }"));
        Assert.All(run.Reasons(edited, TrackingNames.Models), r => Assert.True(r is Cached or Unchanged));
        Assert.All(run.Reasons(edited, TrackingNames.CompiledModels), r => Assert.Equal(Cached, r));
    }

    [Fact]
    public void An_edit_of_what_a_method_takes_compiles_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        CSharpCompilation edited = run.Edit("File3.cs", text => text.Replace("Use()", "Use(int x, params object[] more)"));
        Assert.All(run.Reasons(edited, TrackingNames.Models), r => Assert.True(r is Cached or Unchanged));
        Assert.All(run.Reasons(edited, TrackingNames.CompiledModels), r => Assert.Equal(Cached, r));
    }

    [Fact]
    public void An_edit_of_one_layer_compiles_that_model()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        IReadOnlyList<IncrementalStepRunReason> compiled =
            run.Reasons(run.Edit("File3.cs", text => text.Replace("Dense(1)", "Dense(2)")), TrackingNames.CompiledModels);
        Assert.Equal((1, Models - 1), (Count(compiled, Modified), Count(compiled, Cached)));
    }

    [Fact]
    public void An_edit_that_needs_no_new_tile_leaves_the_shared_file_alone()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        IReadOnlyList<IncrementalStepRunReason> tiles =
            run.Reasons(run.Edit("File3.cs", text => text.Replace("Dense(1)", "Dense(1), ReLU")), TrackingNames.Tiles);
        Assert.All(tiles, r => Assert.True(r is Cached or Unchanged, r.ToString()));
    }

    [Fact]
    public void An_edit_of_a_block_compiles_the_models_that_use_it()
    {
        GeneratorRun run = GeneratorRun.Of(Project);
        IReadOnlyList<IncrementalStepRunReason> compiled =
            run.Reasons(run.Edit($"File{Models}.cs", text => text.Replace("Tanh", "Sigmoid")), TrackingNames.CompiledModels);
        Assert.Equal(Models, Count(compiled, Modified));
    }
}
