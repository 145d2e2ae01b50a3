using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Cells;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>A model with dimensions that are set at run time.</summary>
/// <param name="Name">Of its class.</param>
/// <param name="Layers">As in source, arguments by name, one behind the other with semicolons.</param>
internal sealed record OpenModel(string Name, string Layers)
{
    private static readonly string[] s_symbols = ["T", "S", "Nodes", "Edges"];

    /// <summary>The smallest T.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Ints are below it; that of edges is the number of nodes.</summary>
    public int IntLimit { get; init; }

    public ModelSpec Spec => Of(Name, Layers) with
    {
        Gpu = true,
        Settings = s_symbols.Where(s => Layers.Contains($"Dim.{s}", StringComparison.Ordinal))
            .Select(s => SpecReader.ReadAttribute($"Extent(Symbol = Dim.{s}, Min = {(s == "T" ? Least : 1)}, Max = 14)")).ToArray(),
    };

    /// <summary>What the interpreter draws values by.</summary>
    public Example Values(SymbolValues sizes) => new("", 1) { Batch = 3, IntLimit = IntLimit > 0 ? IntLimit : sizes.Nodes };

    /// <summary>The graph of the model that has these constants.</summary>
    public ModelGraph Build(SymbolValues sizes, bool training)
    {
        string layers = Layers.Replace("Dim.T", $"{sizes.T}").Replace("Dim.S", $"{sizes.S}")
            .Replace("Dim.Nodes", $"{sizes.Nodes}").Replace("Dim.Edges", $"{sizes.Edges}");
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Of("Constant", layers), training);
        Assert.Empty(problems.Select(p => p.Message));
        return model;
    }

    private static ModelSpec Of(string name, string layers)
    {
        AttributeSpec[] attributes = [.. layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim()))];
        bool usesCells = WellKnownCells.All.Any(c => attributes.Any(a => a.Kind == c.Name));
        return new() { Name = name, Layers = attributes, Blocks = usesCells ? WellKnownCells.All.ToArray() : [] };
    }
}
