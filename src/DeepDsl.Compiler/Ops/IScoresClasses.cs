using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops;

/// <summary>A layer whose results are products of what it reads with a vector for each class, so that a few of them can be had alone.</summary>
internal interface IScoresClasses
{
    /// <summary>Whether a use of it adds nothing that would join the scores.</summary>
    bool GivesScores(Layer layer);

    ClassVectors Vectors(Layer layer, Graph graph, int inputs, int classes);
}

/// <param name="Table">The vectors.</param>
/// <param name="ByColumns">Whether they are its columns.</param>
/// <param name="Bias">Of each class, [classes]; null for none.</param>
internal sealed record ClassVectors(Node Table, bool ByColumns, Node? Bias)
{
    /// <summary>The scores of one class for each row of <paramref name="x"/> [R, D]: [R, 1].</summary>
    /// <param name="x">What the layer reads.</param>
    /// <param name="classes">[R].</param>
    /// <param name="mayMiss">Whether some are none.</param>
    public Node OfEach(Node x, Node classes, bool mayMiss) => Biased(x.Graph.Sum(x * Rows(classes, mayMiss), -1), classes, mayMiss, ofRow: true);

    /// <summary>The scores of the same classes [K] for all rows: [R, K].</summary>
    public Node OfAll(Node x, Node classes) => Biased(x.Graph.MatMul(x, Rows(classes, mayMiss: false), transposeB: true), classes, false, ofRow: false);

    private Node Rows(Node classes, bool mayMiss) => Table.Graph.Gather(Table, classes, new TableLookup(ByColumns, mayMiss));

    private Node Biased(Node scores, Node classes, bool mayMiss, bool ofRow)
    {
        if (Bias is null)
        {
            return scores;
        }

        Graph g = Bias.Graph;
        Node column = g.Reshape(Bias, new Shape(Bias.Shape[0], 1));
        Node bias = g.Gather(column, classes, new TableLookup(false, mayMiss));
        return scores + (ofRow ? bias : g.Reshape(bias, new Shape(1, classes.Shape[0])));
    }
}
