using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>The layers: their graph, and the table with what each costs.</summary>
internal static class ModelSection
{
    public static Section Of(Network net, BuiltModel? built)
    {
        const string Title = "Model";
        if (built == null)
        {
            return new Section("model", Title, Html.Lines(
            [
                Section.Missing(
                    "There is no graph and no memory plan, since the class does not say of which layers it is in a form that this version "
                    + "of DeepDsl.Report reads; build it with the same version of DeepDsl."),
                Html.Of($"<pre tabindex=\"0\">{net.Definition.Summary}</pre>"),
            ]));
        }
        return new Section("model", Title, Html.Lines(
        [
            Html.Of($"<h3>Graph</h3>"), new LayerDiagram([.. Boxes(net.Definition, built.Inference)]).Write(),
            Html.Of($"<h4>Layers{LayerTable.At(built.Inference.Extents)}</h4>"), Layers(built).Write(),
        ]));
    }

    private static IEnumerable<LayerBox> Boxes(NetworkDefinition definition, ModelGraph model)
    {
        foreach ((string name, Compiler.Ir.Primitives.InputNode node) in model.Inputs)
        {
            yield return new LayerBox(name, "Input", node.Shape.WithoutBatch().ToString(), []);
        }
        string[] wiring = definition.Wiring.Length > 0 ? definition.Wiring.Split(';') : [.. model.Rows.Select((_, i) => Row(i))];
        for (int i = 0; i < model.Rows.Count; i++)
        {
            LayerRow row = model.Rows[i];
            IEnumerable<string> read = wiring[i].Split(',', StringSplitOptions.RemoveEmptyEntries);
            yield return new LayerBox(
                row.Layer.Path, row.Layer.Display, row.Output.ToString(), [.. read.Select(r => int.Parse(r, CultureInfo.InvariantCulture))]);
        }
    }

    private static string Row(int row) => row.ToString(CultureInfo.InvariantCulture);

    private static Table Layers(BuiltModel built)
    {
        ModelGraph model = built.Inference;
        bool hasWindows = built.ReceptiveFields.Any(f => f is { IsAll: false, IsSingle: false });
        string[] Cells(string name, string kind, string output, string parameters, string macs, string field) =>
            hasWindows ? [name, kind, output, parameters, macs, field] : [name, kind, output, parameters, macs];
        return new Table("Layers of the model", Cells("layer", "declared as", "output", "parameters", "multiply-adds", "receptive field"))
        {
            Rows =
            [
                .. model.Inputs.Select(i => Cells(i.Name, "Input", i.Node.Shape.WithoutBatch().ToString(), "", "", "")),
                .. model.Rows.Select((r, i) => Cells(
                    r.Layer.Path, r.Layer.Display, r.Output.ToString(), Numbers.Count(r.Parameters), Numbers.Count(r.Macs),
                    built.ReceptiveFields[i]?.ToString() ?? "")),
                Cells("total", "", "", Numbers.Count(model.Rows.Sum(r => r.Parameters)), Numbers.Count(model.Macs), ""),
            ],
            Totals = 1,
            Texts = [1, 2],
        };
    }
}
