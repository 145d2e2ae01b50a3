using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Models;

/// <summary>A model of some sources, as the generator reads and builds it.</summary>
/// <param name="FullName">With its namespace.</param>
/// <param name="Spec">What it declares.</param>
/// <param name="Declaration">Where.</param>
internal sealed record FoundModel(string FullName, ModelSpec Spec, Location Declaration)
{
    private readonly Lazy<BuiltModel> _built = new(() => Pipeline.Build(Spec));

    /// <summary>Of a model that is built again, since passes add to the graphs that they get.</summary>
    private readonly Lazy<TrainingMemory> _memory = new(() =>
        TrainingMemory.Of(Spec, Pipeline.Programs(Pipeline.Build(Spec), new Inspection(dumps: false))));

    public string Name => Spec.Name;

    public BuiltModel Built => _built.Value;

    public bool IsSound => Built.Problems.Count == 0;

    /// <summary>Of a sound model, what training takes.</summary>
    public TrainingMemory TrainingMemory => _memory.Value;

    public string Title => LayerTable.Title(Built);

    /// <summary>The table that Summary shows in a program.</summary>
    public IReadOnlyList<string[]> Table => LayerTable.Rows(Built);
}
