using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// What works on sparse rows: each row of columns [.., K] lists the places of a wide row that are not 0, and values [.., K] what stands
/// there, ones where there are none. A negative column is no entry, so that shorter lists can be filled up; of a column that is listed twice
/// the values add up.
/// </summary>
public abstract class SparseNode(Graph graph, TensorType type, params Node[] inputs) : Node(graph, type, inputs)
{
    internal Node Columns => Inputs[0];

    /// <summary>How many columns a wide row has.</summary>
    internal abstract Dim Width { get; }

    protected static Shape OfRows(Node columns, Dim width) => columns.Shape.With(-1, width);

    /// <summary>How many rows there are.</summary>
    internal static Dim Rows(Node columns) => new Shape(columns.Shape.Take(columns.Shape.Rank - 1)).Size;

    protected static Node[] Given(params Node?[] inputs) => [.. inputs.OfType<Node>()];

    /// <summary>The entries of all rows in order, each with its place in the list.</summary>
    internal static IEnumerable<(int Row, int Column, int Entry)> Walk(Tensor columns)
    {
        int most = columns.Shape[columns.Shape.Length - 1];
        for (int i = 0; i < columns.Values.Length; i++)
        {
            if (columns.Values[i] >= 0)
            {
                yield return (i / most, (int)columns.Values[i], i);
            }
        }
    }
}
