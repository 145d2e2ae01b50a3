using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Conformance.Tests;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>A form of attention and how many queries and keys each sample has.</summary>
public sealed record AttentionCase(string Name, AttentionForm Form, int Queries, int Keys)
{
    /// <summary>Samples.</summary>
    public int Batch { get; init; } = 2;

    /// <summary>Of weights, if the form drops some.</summary>
    public double DropRate { get; init; } = 0.25;

    /// <summary>Of each sample's keys, if the form has them.</summary>
    public int[] KeyLengths { get; init; } = [];

    /// <summary>Of each sample's queries, if the form has them.</summary>
    public int[] QueryLengths { get; init; } = [];

    /// <summary>
    /// Tails of tiles, vectors and blocks, several blocks, one of anything, one query of many keys, and every option by itself and beside
    /// others.
    /// </summary>
    public static IReadOnlyList<AttentionCase> All { get; } =
    [
        new("One", new AttentionForm(1, 1, 1, 1, 1), 1, 1),
        new("Heads", new AttentionForm(3, 3, 5, 7, 0.4), 11, 9),
        new("Blocks", new AttentionForm(2, 2, 8, 33, 0.35), 131, 70),
        new("Wide", new AttentionForm(1, 1, 64, 32, 0.125), 66, 65),
        new("Grouped", new AttentionForm(6, 2, 4, 4, 0.5), 7, 13),
        new("Packed", new AttentionForm(4, 2, 6, 3, 0.4) { IsPacked = true }, 17, 17),
        new("Causal", new AttentionForm(2, 2, 16, 16, 0.25) { IsCausal = true, IsPacked = true }, 150, 150),
        new("LastQueries", new AttentionForm(2, 2, 4, 4, 0.5) { IsCausal = true }, 3, 80),
        new("OneQuery", new AttentionForm(4, 2, 19, 7, 0.4) { IsCausal = true, HasKeyLengths = true, HasQueryLengths = true }, 1, 70)
        {
            Batch = 4, KeyLengths = [70, 33, 0, 1], QueryLengths = [1, 1, 1, 0],
        },
        new("OneQueryOfALongText", new AttentionForm(1, 1, 2, 3, 0.5) { IsCausal = true }, 1, 4500) { Batch = 1 },
        new("OneQueryOfWholeVectors", new AttentionForm(2, 2, 32, 16, 0.2) { IsCausal = true }, 1, 67),
        new("OneQueryInAWindow", new AttentionForm(3, 3, 16, 33, 0.25) { IsCausal = true, Window = 20, HasSlopes = true }, 1, 50),
        new("EarlyQueriesSeeNothing", new AttentionForm(2, 1, 4, 4, 0.5) { IsCausal = true }, 80, 5),
        new("Window", new AttentionForm(2, 2, 4, 8, 0.5) { Window = 5 }, 140, 140),
        new("CausalWindow", new AttentionForm(2, 2, 4, 4, 0.5) { Window = 9, IsCausal = true, IsPacked = true }, 140, 140),
        new("Slopes", new AttentionForm(2, 2, 4, 4, 0.5) { HasSlopes = true, IsCausal = true }, 20, 23),
        new("Dropped", new AttentionForm(2, 1, 4, 4, 0.5) { Drops = true }, 70, 67),
        new("Lengths", new AttentionForm(2, 2, 4, 4, 0.5) { HasKeyLengths = true, HasQueryLengths = true }, 70, 68)
        {
            Batch = 4, KeyLengths = [68, 66, 1, 0], QueryLengths = [70, 1, 65, 3],
        },
        new("All", new AttentionForm(4, 2, 3, 5, 0.6)
        {
            HasKeyLengths = true, HasQueryLengths = true, HasSlopes = true, Drops = true, IsCausal = true, Window = 30, IsPacked = true,
        }, 90, 90)
        {
            DropRate = 0.5, Batch = 3, KeyLengths = [90, 40, 0], QueryLengths = [90, 40, 0],
        },
    ];

    /// <summary>The inputs of the node, in the form's order.</summary>
    public Node[] Inputs(Graph g)
    {
        Shape[] sides = [.. Enumerable.Range(0, Form.Sides).Select(i => new Shape(Dim.N, i == 0 ? Queries : Keys, Form.WidthOf(i)))];
        return
        [
            .. sides.Select((s, i) => g.Input($"side{i}", s)),
            .. Form.HasKeyLengths ? [g.Input("keyLengths", new Shape(Dim.N))] : Array.Empty<Node>(),
            .. Form.HasQueryLengths ? [g.Input("queryLengths", new Shape(Dim.N))] : Array.Empty<Node>(),
            .. Form.HasSlopes ? [g.Input("slopes", new Shape(Form.Heads))] : Array.Empty<Node>(),
            .. Form.Drops ? [g.Input("rate", new Shape(1)), g.Random(RandomKind.Uniform, 0, new Shape(Dim.N, Form.Heads, Keys, Queries))] : Array.Empty<Node>(),
        ];
    }

    public override string ToString() => Name;
}
