using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Print;

/// <summary>The layers of a model as a table of text: what Summary returns and generated files begin with.</summary>
internal static class LayerTable
{
    /// <summary>From which column on cells are numbers, which stand at the right.</summary>
    public const int FirstNumber = 3;

    public static string Write(BuiltModel built)
    {
        IReadOnlyList<string[]> rows = Rows(built);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        IEnumerable<string> lines = rows.Select(r => string.Join(
            "  ", r.Select((cell, c) => c < FirstNumber ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
        return Title(built) + "\n" + string.Join("\n", lines);
    }

    /// <summary>What stands above it.</summary>
    public static string Title(BuiltModel built) => built.Spec.Name + At(built.Inference.Extents);

    /// <summary>Its cells: a header, the inputs, the layers, and the sums.</summary>
    public static IReadOnlyList<string[]> Rows(BuiltModel built)
    {
        ModelGraph model = built.Inference;
        IReadOnlyList<ReceptiveField?> fields = built.ReceptiveFields;
        bool hasWindows = fields.Any(f => f is { IsAll: false, IsSingle: false }); // else the column would say "all" in each row
        List<string[]> rows =
            [["layer", "", "output", "parameters", "multiply-adds", "activation bytes", hasWindows ? "receptive field" : ""]];
        rows.AddRange(model.Inputs.Select(i => new[]
        {
            Text.OneLine(i.Name), "Input", i.Node.Shape.WithoutBatch().ToString(), "", "", Bytes(i.Node.Shape, model.Extents), "",
        }));
        rows.AddRange(model.Rows.Select((r, i) => new[]
        {
            Text.OneLine(r.Layer.Path), Text.OneLine(r.Layer.Display), r.Output.ToString(), Number(r.Parameters), Number(r.Macs),
            Bytes(r.Output, model.Extents), hasWindows ? fields[i]?.ToString() ?? "" : "",
        }));
        rows.Add(["", "", "total", Number(model.Rows.Sum(r => r.Parameters)), Number(model.Macs), "", ""]);
        return rows;
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Bytes(Shape shape, Extents extents) => Number(4 * extents.Largest(shape.Size));

    /// <summary>Which sizes the costs are of, where dimensions are set at run time.</summary>
    internal static string At(Extents extents) =>
        extents.All.Count == 0 ? "" : $" at {string.Join(", ", extents.All.Select(e => $"{e.Symbol} = {e.Max}"))}";
}
