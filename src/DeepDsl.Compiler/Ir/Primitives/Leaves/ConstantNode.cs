using System.Globalization;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Values known at compile time, row-major.</summary>
public sealed class ConstantNode(Graph graph, Shape shape, double[] values) : LeafNode(graph, shape)
{
    public IReadOnlyList<double> Values { get; } = values;

    public override string Key { get; } = "constant " + string.Join(",", values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
