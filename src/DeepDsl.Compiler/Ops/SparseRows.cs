using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class SparseRows : Op
{
    private const string ValuesName = "Values";

    public override string Summary => "rows of Columns numbers, given by lists of those that are not 0: products behind it read the lists alone";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [new("Columns", ArgumentType.Integer, null, 1, 1 << 20), OpArgument.Text(ValuesName, "")];

    public override IReadOnlyList<string> ValueArguments => [ValuesName];

    public override InputElements Takes => InputElements.Ints;

    public override string? WidthArgument => "Columns";

    /// <summary>The last dimension is a list, which has no padding but its own.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => inputs[0].Rank > 1 ? StepUse.Each : StepUse.Mixes;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Columns = 7", [3, 4]) { IntLimit = 7 },
        new("Columns = 5, Values = \"in2\"", new Shape(2, 6), new Shape(2, 6)) { IntLimit = 5 },
        new("Columns = 19, Values = \"in2\"", new Shape(3), new Shape(3)) { IntLimit = 19 },
        new("Columns = 1", [1]) { IntLimit = 1 },
    ];

    public override string Reference => "sparse_rows(xs, columns)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape columns = inputs[0];
        if (columns.Rank == 0)
        {
            layer.Report(ProblemKind.WrongRank, "needs lists of columns, ints [.., K], but the value above is a scalar.");
            return null;
        }

        if (layer.Named(inputs, ValuesName) is { } values && values != columns)
        {
            layer.Report(ProblemKind.MergeShapes,
                $"needs a value for each column that is listed, {columns}, but \"{layer.Text(ValuesName)}\" is {values}.", ValuesName);
            return null;
        }

        return columns.With(-1, layer.Int("Columns"));
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) =>
        scope.Graph.SparseRows(inputs[0], scope.Layer.Named(inputs, ValuesName), scope.Layer.Int("Columns"));
}
