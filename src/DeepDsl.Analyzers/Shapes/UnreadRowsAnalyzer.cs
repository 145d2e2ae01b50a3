using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Shapes;

/// <summary>Strides that leave the last rows or columns of the data unread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadRowsAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [ShapeRules.DD2012_RowsLostByConvolution, ShapeRules.DD2013_RowsLostByPooling, ShapeRules.DD2019_FewRowsLostByConvolution];

    /// <summary>Of an axis, what a convolution may lose without changing what the model can see.</summary>
    private const double FewRows = 0.1;

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows)
        {
            if (row.Layer.Op.Window(row.Layer, row.Inputs[0]) is not { } geometry || !LosesRows(row))
            {
                continue;
            }

            int[] lost = Lost(geometry, row);
            IEnumerable<string> losses = Enumerable.Range(0, geometry.Rank).Where(i => lost[i] > 0)
                .GroupBy(i => (row.Inputs[0][i].Value, geometry.Axes[i], lost[i])).Select(alike => Text(geometry, row, [.. alike], alike.Key.Item3));
            bool few = Enumerable.Range(0, geometry.Rank).All(i => lost[i] <= FewRows * row.Inputs[0][i].Value);
            model.Report(
                row.IsPool() ? ShapeRules.DD2013_RowsLostByPooling
                : few ? ShapeRules.DD2019_FewRowsLostByConvolution : ShapeRules.DD2012_RowsLostByConvolution,
                row.Path, $"{row.Layer.Title} never reads {string.Join(" and ", losses)}.", "Stride", Steps(model, row, geometry, lost));
        }
    }

    /// <summary>Whether its windows leave some of what it reads out.</summary>
    internal static bool LosesRows(LayerRow row) =>
        row.Layer.Op.Window(row.Layer, row.Inputs[0]) is { } windows && Lost(windows, row).Any(l => l > 0);

    /// <summary>
    /// How much of each axis no window reaches; 0 where that is only padding, its own or that of a layer in front, or where the window leaves
    /// gaps by intent (a projection with stride).
    /// </summary>
    private static int[] Lost(ConvGeometry windows, LayerRow row) => [.. windows.Axes.Select((axis, i) => axis.Extent < axis.Stride ? 0
        : Math.Max(0, ((row.Inputs[0][i].Value + axis.Before + axis.After - axis.Extent) % axis.Stride) - axis.After - AddedBefore(row, i)))];

    /// <summary>What a layer in front has added at the end of an axis.</summary>
    private static int AddedBefore(LayerRow row, int axis) =>
        row.Sources[0] is { Layer: { Op: ZeroPad1D or ZeroPad2D or PaddedBorders } layer } && layer.Op is Borders borders
            ? borders.Widths(layer, axis).After : 0;

    /// <summary>Of axes that are alike: "the last row and column of 28: ...".</summary>
    private static string Text(ConvGeometry windows, LayerRow row, int[] axes, int lost)
    {
        (int size, WindowAxis axis) = (row.Inputs[0][axes[0]].Value, windows.Axes[axes[0]]);
        string names = string.Join(" and ", axes.Select(i => AxisName(windows.Rank, i) + (lost == 1 ? "" : "s")));
        return $"the last {(lost == 1 ? names : $"{lost} {names}")} of {size}: "
            + $"({size} - {axis.Extent} + {axis.Before + axis.After}) / {axis.Stride} is no whole number";
    }

    /// <summary>What there is with which every row is read.</summary>
    private static IReadOnlyList<NextStep> Steps(ModelUnderAnalysis model, LayerRow row, ConvGeometry windows, IReadOnlyList<int> lost)
    {
        // Where a later window finds too few rows, nothing here mends that, and kernels between would see padding alone.
        bool isWhole = !model.Built.Problems.Any(p => p.Kind == ProblemKind.NoWindowFits);
        bool isConstant = !model.HasRuntimeSizes;
        NextStep[] steps =
        [
            .. from way in isWhole ? WindowRemedies.ReadAll(row, windows, lost) : []
               let fitting = way.Remedies.Where(r => ReadsAll(row, r) && (isConstant || !PadsByStride(r))).ToArray()
               where fitting.Length > 0
               select new NextStep(way.Text) { Ways = draft => Fitting(model, row, fitting.Select(r => draft().Apply(row.Path, r))) },
        ];
        return steps.Length > 0 ? steps : [new("choose a kernel or stride that fits")];
    }

    /// <summary>By what a stride leaves over, which is not known of a size that is set at run time.</summary>
    private static bool PadsByStride(Remedy remedy) => remedy.Changes.Any(c => c.Value is EnumArgument { Name: "SameUpper" });

    private static bool ReadsAll(LayerRow row, Remedy remedy) =>
        WindowRepairs.Window(row, remedy) is { } window && Lost(window, row).All(l => l == 0);

    /// <summary>Those that let no other layer lose rows that it did not lose before.</summary>
    private static IEnumerable<Draft> Fitting(ModelUnderAnalysis model, LayerRow row, IEnumerable<Draft> drafts)
    {
        int before = model.Graph.Rows.Count(LosesRows);
        return drafts.Where(d => d.IsPossible && LargestSizes.Of(d.After).Inference.Rows.Count(LosesRows) < before
            && !LargestSizes.Of(d.After).Inference.Rows.Any(r => r.Path.SequenceEqual(row.Path) && WindowsOfPaddingAnalyzer.Dead(r).Any()));
    }

    internal static string AxisName(int rank, int axis) => (rank - axis) switch
    {
        1 => rank == 1 ? "step" : "column",
        2 => "row",
        _ => "plane",
    };
}
