using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Shapes;

/// <summary>Strides that leave the last rows or columns of the data unread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadRowsAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [ShapeRules.DD2012_RowsLostByConvolution, ShapeRules.DD2013_RowsLostByPooling];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows)
        {
            if (row.Layer.Op.Window(row.Layer, row.Inputs[0]) is not { } geometry)
            {
                continue;
            }

            string[] losses = [.. geometry.Axes.Select((axis, i) => Lost(axis, row.Inputs[0][i].Value, AxisName(geometry.Rank, i))).OfType<string>()];
            if (losses.Length > 0)
            {
                bool pools = row.Layer.Op.Name.Contains("Pool");
                model.Report(
                    pools ? ShapeRules.DD2013_RowsLostByPooling : ShapeRules.DD2012_RowsLostByConvolution,
                    row.Path, $"{row.Layer.Title} never reads {string.Join(" and ", losses)}. Pad, or choose a kernel or stride that fits.", "Stride");
            }
        }
    }

    /// <summary>
    /// What of an axis no window reaches; null where that is only padding, or where the window leaves gaps by intent (a projection with
    /// stride).
    /// </summary>
    private static string? Lost(WindowAxis axis, int size, string name)
    {
        int room = size + axis.Before + axis.After - axis.Extent;
        int lost = (room % axis.Stride) - axis.After;
        return axis.Extent < axis.Stride || lost <= 0 ? null
            : $"the last {(lost == 1 ? name : $"{lost} {name}s")} of {size}: ({size} - {axis.Extent} + {axis.Before + axis.After}) / {axis.Stride} is no whole number";
    }

    internal static string AxisName(int rank, int axis) => (rank - axis) switch
    {
        1 => rank == 1 ? "step" : "column",
        2 => "row",
        _ => "plane",
    };
}
