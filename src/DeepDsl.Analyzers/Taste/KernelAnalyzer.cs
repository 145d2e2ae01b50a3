using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Shapes;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Convolutions with a larger kernel than the one before, or a smaller one; 1x1 convolutions don't count.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TasteRules.DD6103_KernelGrows, TasteRules.DD6107_KernelShrinks];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        (LayerRow Before, LayerRow Row)[] pairs =
            [.. Chain.WidePairs(model.Flow).Where(p => !IsTwin(model.Flow, p.Before) && !IsTwin(model.Flow, p.Row))];
        foreach ((LayerRow before, LayerRow row) in pairs)
        {
            (int first, int second) = (Chain.Kernel(before), Chain.Kernel(row));
            IReadOnlyList<LayerRow> changed = second > first ? [row] : AndEqualAbove(pairs, before);
            if (changed.Any(HasFault))
            {
                continue;
            }

            if (second > first)
            {
                model.Report(TasteRules.DD6103_KernelGrows, row.Path,
                    $"{row.Layer.Title} has a kernel of {second}, larger than the {first} of {before.Layer.Title}; kernels usually don't grow while the "
                    + "image shrinks.",
                    "Kernel", [Chain.TakeEqual(changed, "Kernel", first, "here")]);
            }
            else if (second < first)
            {
                model.Report(TasteRules.DD6107_KernelShrinks, before.Path,
                    $"{before.Layer.Title} has a kernel of {first}, larger than the {second} of {row.Layer.Title} behind it; small kernels one behind another "
                    + "see as far as a large one, with fewer weights and an activation more.",
                    "Kernel", [Chain.TakeEqual(changed, "Kernel", second, "here")]);
            }
        }
    }

    /// <summary>A kernel that another rule says is too large, or too small, for what it slides over.</summary>
    private static bool HasFault(LayerRow row) => UnreadRowsAnalyzer.LosesRows(row) || WindowsOfPaddingAnalyzer.Dead(row).Any();

    /// <summary>One that shares its weights can't change alone.</summary>
    private static bool IsTwin(Flow flow, LayerRow row) => row.Layer.Has("Share")
        || flow.Rows.Any(r => r.Layer.Spec["Share"] is TextArgument lender && lender.Value == row.Layer.Name);

    /// <summary>With those in front of it that have its kernel, of which the same would be said else.</summary>
    private static IReadOnlyList<LayerRow> AndEqualAbove(IReadOnlyList<(LayerRow Before, LayerRow Row)> pairs, LayerRow row)
    {
        List<LayerRow> rows = [row];
        while (pairs.FirstOrDefault(p => p.Row == rows[rows.Count - 1]).Before is { } above && Chain.Kernel(above) == Chain.Kernel(row))
        {
            rows.Add(above);
        }

        return rows;
    }
}
