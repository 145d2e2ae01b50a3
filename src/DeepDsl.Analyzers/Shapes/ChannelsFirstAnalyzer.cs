using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Shapes;

/// <summary>Inputs in the order of PyTorch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChannelsFirstAnalyzer : ModelAnalyzer
{
    /// <summary>Below this the last two dimensions may well be a small map with as many channels.</summary>
    private const double SmallestImage = 8;

    /// <summary>No map of three rows has so many columns and channels.</summary>
    private const double SmallestUnevenImage = 64;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.DD2014_ChannelsFirst];

    /// <summary>
    /// What follows from a wrong order: a window soon no longer fits so few rows, shapes are others than were meant, and of layers that can't be
    /// built neither the names exist.
    /// </summary>
    protected override bool Tolerates(ProblemKind problem) => problem is ProblemKind.NoWindowFits or ProblemKind.MergeShapes
        or ProblemKind.ConcatShapes or ProblemKind.ShortcutShapes or ProblemKind.ReshapeSize or ProblemKind.ShareMismatch or ProblemKind.UnknownName;

    /// <summary>
    /// Whether so few rows are too few for what follows: a window does not fit where there are no more, or rows of a kernel that slides over
    /// them only ever see padding.
    /// </summary>
    private static bool AreTooFew(double rows, ModelUnderAnalysis model) =>
        model.Built.Problems.Any(p => p.Kind == ProblemKind.NoWindowFits
            && model.Graph.Unresolved.Any(u => u.Path.SequenceEqual(p.Path) && u.Inputs[0] is { Rank: 3 } at && at[0].Estimate <= rows))
        || model.Graph.Rows.Any(r => r.Inputs.Count > 0 && r.Inputs[0] is { Rank: 3 } at && at[0].Estimate == rows
            && WindowsOfPaddingAnalyzer.Dead(r).Any(d => d.Axis == 0));

    protected override void Analyze(ModelUnderAnalysis model)
    {
        for (int i = 0; i < model.Spec.Layers.Count; i++)
        {
            AttributeSpec layer = model.Spec.Layers[i];
            if (layer.Kind != "Input" || layer["Shape"] is not ListArgument { Items.Count: 3 } shape)
            {
                continue;
            }

            double[] dims = [.. shape.Items.OfType<NumberArgument>().Select(n => n.Value)];
            bool isImage = dims[0] is 1 or 3 && Math.Min(dims[1], dims[2]) >= SmallestImage;
            if (isImage && (dims[1] == dims[2] || (dims[0] == 3 && Math.Min(dims[1], dims[2]) >= SmallestUnevenImage) || AreTooFew(dims[0], model)))
            {
                string reordered = $"{dims[1]}, {dims[2]}, {dims[0]}";
                int[] path = [i];
                model.Report(ShapeRules.DD2014_ChannelsFirst, path,
                    $"Input({string.Join(", ", dims)}) is an image of {dims[0]} x {dims[1]} with {dims[2]} channels, since channels come last. "
                    + $"For a {dims[1]} x {dims[2]} image write [Input({reordered})].",
                    repairs: () => [model.Draft($"Change to [Input({reordered})]").Reorder(path, "Shape", [1, 2, 0])]);
            }
        }
    }
}
