using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>The bounds of a model's dimensions that are set at run time: sizes at the least and at the largest of them.</summary>
public sealed class Extents
{
    private readonly List<(string Symbol, int Min, int Max)> _all = [];

    public IReadOnlyList<(string Symbol, int Min, int Max)> All => _all;

    /// <summary>
    /// Whether the declaration has constants in their place: what a layer takes from a constant, it takes from the largest.
    /// </summary>
    public bool StandForConstants { get; set; }

    public void Add(string symbol, int min, int max) => _all.Add((symbol, min, max));

    public bool Has(string symbol) => _all.Exists(e => e.Symbol == symbol);

    /// <summary>One sample's size where each dimension is as small as it may be.</summary>
    public long Least(Dim size) => size.Evaluate(symbol => Of(symbol).Min);

    /// <summary>One sample's size where each dimension is as large as it may be.</summary>
    public long Largest(Dim size) => size.Evaluate(symbol => Of(symbol).Max);

    /// <summary>The shape where each dimension is as large as it may be.</summary>
    public Shape Largest(Shape shape) => shape.IsConstant ? shape : new Shape(shape.Select(d => (Dim)Largest(d)));

    private (string Symbol, int Min, int Max) Of(string symbol) => symbol == "N" ? (symbol, 1, 1) : _all.First(e => e.Symbol == symbol);
}
