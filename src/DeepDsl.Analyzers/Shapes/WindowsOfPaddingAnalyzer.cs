using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Shapes;

/// <summary>Kernels so large for what they slide over that some of their weights only ever see padding.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WindowsOfPaddingAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.DD2015_WindowsOfPadding];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows)
        {
            if (row.Layer.Op.Window(row.Layer, row.Inputs[0]) is not { } geometry)
            {
                continue;
            }

            for (int i = 0; i < geometry.Rank; i++)
            {
                WindowAxis axis = geometry.Axes[i];
                int size = row.Inputs[0][i].Value;
                int dead = Enumerable.Range(0, axis.Kernel).Count(tap => OnlyPadding(axis, tap, size));
                if (dead > 0)
                {
                    string name = UnreadRowsAnalyzer.AxisName(geometry.Rank, i);
                    string dilated = axis.Dilation > 1 ? $", spread to {axis.Extent} by its dilation," : "";
                    model.Report(ShapeRules.DD2015_WindowsOfPadding, row.Path,
                        $"{row.Layer.Title} slides a kernel of {axis.Kernel}{dilated} over {size} {name}{(size == 1 ? "" : "s")}: {dead} of its {axis.Kernel} "
                        + $"{name}s only ever see padding. Use a smaller kernel, or fewer strides and pools above it.", "Kernel");
                    break;
                }
            }
        }
    }

    private static bool OnlyPadding(WindowAxis axis, int tap, int size) => Enumerable.Range(0, axis.Output(size))
        .All(window => (window * axis.Stride) + (tap * axis.Dilation) - axis.Before is var at && (at < 0 || at >= size));
}
