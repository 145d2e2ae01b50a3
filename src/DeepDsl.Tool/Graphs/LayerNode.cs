using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;

namespace DeepDsl.Tool.Graphs;

/// <summary>An input or a layer of a drawing.</summary>
/// <param name="Path">Its name behind those of the blocks around it, with dots between.</param>
/// <param name="Text">What it is, as the user wrote it.</param>
/// <param name="Shape">What it gives.</param>
/// <param name="Parameters">How many values it trains.</param>
/// <param name="Reads">The numbers of the nodes that it reads.</param>
/// <param name="IsInput">Whether it is an input of the model.</param>
/// <param name="IsOutput">Whether it is one of the model's outputs.</param>
internal sealed record LayerNode(
    string Path, string Text, string Shape, long Parameters, IReadOnlyList<int> Reads, bool IsInput, bool IsOutput)
{
    /// <summary>Those of a model in the order of its layer table, inputs first.</summary>
    public static IReadOnlyList<LayerNode> Of(BuiltModel built)
    {
        ModelGraph model = built.Inference;
        IReadOnlyList<IReadOnlyList<int>> reads = Wiring.Sources(model);
        return
        [
            .. model.Inputs.Select(i => new LayerNode(
                i.Name, "Input", i.Node.Shape.WithoutBatch().ToString(), 0, [], IsInput: true, model.Outputs.Any(o => o.Node == i.Node))),
            .. model.Rows.Select((row, i) => new LayerNode(
                row.Layer.Path, row.Layer.Display, row.Output.ToString(), row.Parameters, reads[i],
                IsInput: false, model.OutputRows.Contains(row))),
        ];
    }

    /// <summary>The blocks around it, the outermost first.</summary>
    public IReadOnlyList<string> Blocks
    {
        get
        {
            string[] parts = Path.Split('.');
            return [.. Enumerable.Range(1, parts.Length - 1).Select(n => string.Join('.', parts.Take(n)))];
        }
    }
}
