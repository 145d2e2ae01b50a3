using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Export;

/// <summary>
/// Which versions of ONNX's operators a model can be written in. All primitives of a graph that predicts have a form at the oldest but those
/// that are listed here, so that analyzers and the export say the same.
/// </summary>
public static class OnnxOpsets
{
    /// <summary>The oldest that is written.</summary>
    public const int Oldest = 13;

    /// <summary>The newest that is written.</summary>
    public const int Newest = 26;

    /// <summary>Where nothing else is said: what most readers know.</summary>
    public const int Standard = 17;

    /// <summary>The first version with what a primitive is written as.</summary>
    public static int FirstWith(Node node) => node switch
    {
        EdgeMaxNode => 18,
        EdgeSumNode => 16,
        ScanNode scan => scan.Region.Nodes.Select(FirstWith).DefaultIfEmpty(Oldest).Max(),
        _ => Oldest,
    };

    /// <summary>What the primitive needs of that version, in words.</summary>
    public static string Needs(Node node) => node switch
    {
        EdgeMaxNode => "ScatterElements that keeps the largest",
        ScanNode scan => Needs(scan.Region.Nodes.First(n => FirstWith(n) == FirstWith(scan))),
        _ => "ScatterElements that adds",
    };

    /// <summary>The layers that a version has no form for, each with the primitive that needs the newest.</summary>
    /// <param name="model">The graph that predicts.</param>
    /// <param name="opset">The version.</param>
    public static IReadOnlyList<(LayerRow Row, Node Primitive)> Without(ModelGraph model, int opset)
    {
        IEnumerable<Node> missing = Reachability.From(model.Outputs.Select(o => o.Node)).Where(n => FirstWith(n) > opset);
        return
        [
            .. missing.GroupBy(n => RowOf(model, n)).OrderBy(g => g.Key.Layer.Position)
                .Select(g => (g.Key, g.OrderByDescending(FirstWith).ThenBy(n => n.Id).First())),
        ];
    }

    /// <summary>The layer that made a primitive, or the innermost around it that is in the table.</summary>
    private static LayerRow RowOf(ModelGraph model, Node node) => model.Rows
        .Where(r => node.Layer == r.Layer.Path || node.Layer.StartsWith(r.Layer.Path + ".", StringComparison.Ordinal))
        .OrderByDescending(r => r.Layer.Path.Length).FirstOrDefault() ?? model.Rows[0];
}
