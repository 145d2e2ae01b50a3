using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Shapes;

/// <summary>Kernels so large for what they slide over that some of their weights only ever see padding.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WindowsOfPaddingAnalyzer : ModelAnalyzer
{
    private const int MostTried = 4;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.DD2015_WindowsOfPadding];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows)
        {
            (int Axis, int Taps)[] dead = [.. Dead(row)];
            if (dead.Length == 0)
            {
                continue;
            }

            ConvGeometry geometry = row.Layer.Op.Window(row.Layer, row.Inputs[0])!;
            (int i, int taps) = dead[0];
            WindowAxis axis = geometry.Axes[i];
            int size = (int)row.Layer.Extents.Largest(row.Inputs[0][i]);
            string name = UnreadRowsAnalyzer.AxisName(geometry.Rank, i);
            string dilated = axis.Dilation > 1 ? $", spread to {axis.Extent} by its dilation," : "";
            model.Report(ShapeRules.DD2015_WindowsOfPadding, row.Path,
                $"{row.Layer.Title} slides a kernel of {axis.Kernel}{dilated} over {Counted.Of(size, name)}: {taps} of its {axis.Kernel} "
                + $"{Counted.Noun(axis.Kernel, name)} only ever see padding.", "Kernel",
                [
                    new(geometry.Axes.Any(a => a.Dilation > 1) ? "use less dilation or a smaller kernel" : "use a smaller kernel")
                        { Ways = draft => Smaller(model, row, geometry, [.. dead.Select(d => d.Axis)], draft) },
                    new("fewer strides and pools above it"),
                ]);
        }
    }

    /// <summary>The axes along which some elements of the kernel only ever see padding, and how many.</summary>
    internal static IEnumerable<(int Axis, int Taps)> Dead(LayerRow row) =>
        row.Layer.Op.Window(row.Layer, row.Inputs[0]) is { } windows ? Dead(row, windows) : [];

    private static IEnumerable<(int Axis, int Taps)> Dead(LayerRow row, ConvGeometry windows) => windows.Axes
        .Select((axis, i) => (Axis: i, Taps: Taps(axis, (int)row.Layer.Extents.Largest(row.Inputs[0][i])))).Where(d => d.Taps > 0);

    private static int Taps(WindowAxis axis, int size) => Enumerable.Range(0, axis.Kernel).Count(tap => OnlyPadding(axis, tap, size));

    private static IEnumerable<Draft> Smaller(
        ModelUnderAnalysis model, LayerRow row, ConvGeometry windows, IReadOnlyCollection<int> dead, Func<Draft> draft)
    {
        int before = model.Graph.Rows.Count(r => Dead(r).Any());
        return WindowRemedies.SeeData(row, windows, dead)
            .Where(r => WindowRepairs.Window(row, r) is { } smaller && !Dead(row, smaller).Any())
            .Take(MostTried).Select(r => draft().Apply(row.Path, r))
            .Where(d => d.IsPossible && LargestSizes.Of(d.After).Inference.Rows.Count(r => Dead(r).Any()) < before).Take(1);
    }

    private static bool OnlyPadding(WindowAxis axis, int tap, int size) => Enumerable.Range(0, axis.Output(size))
        .All(window => (window * axis.Stride) + (tap * axis.Dilation) - axis.Before is var at && (at < 0 || at >= size));
}
