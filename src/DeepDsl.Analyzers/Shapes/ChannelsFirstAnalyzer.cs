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

    /// <summary>Colours, of which there may be one.</summary>
    private const double MostColors = 3;

    /// <summary>Of images that are stacked, or have transparency.</summary>
    private const double MostChannels = 4;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.DD2014_ChannelsFirst];

    /// <summary>
    /// Whether so few rows are too few for what follows: a window does not fit where there are no more, or rows of a kernel that slides over
    /// them only ever see padding.
    /// </summary>
    private static bool AreTooFew(double rows, ModelUnderAnalysis model) =>
        model.Built.Problems.Any(p => p.Kind == ProblemKind.NoWindowFits
            && model.Graph.Unresolved.Any(u => u.Path.SequenceEqual(p.Path) && u.Inputs[0] is { Rank: 3 } at && at[0].Estimate <= rows))
        || model.Graph.Rows.Any(r => !r.IsGuessed && r.Inputs.Count > 0 && r.Inputs[0] is { Rank: 3 } at && at[0].Estimate == rows
            && WindowsOfPaddingAnalyzer.Dead(r).Any(d => d.Axis == 0));

    protected override void Analyze(ModelUnderAnalysis model)
    {
        for (int i = 0; i < model.Spec.Layers.Count; i++)
        {
            AttributeSpec layer = model.Spec.Layers[i];
            if (layer.Kind == "Input" && layer["Shape"] is ListArgument { Items: { } items }
                && items.OfType<NumberArgument>().Select(n => n.Value).ToArray() is var dims
                && dims.Length == items.Count && Order(dims, model) is { } order)
            {
                Report(model, i, dims, order);
            }
        }
    }

    /// <summary>The dimensions with the channels last; null where they may well be so.</summary>
    private static int[]? Order(double[] dims, ModelUnderAnalysis model)
    {
        if (dims.Length == 4)
        {
            // Of a film or a volume too, nobody has as many channels as columns.
            return dims[2] != dims[3] || dims[2] < SmallestUnevenImage ? null
                : dims[0] is 1 or MostColors ? [1, 2, 3, 0] : dims[1] is 1 or MostColors ? [0, 2, 3, 1] : null;
        }

        if (dims.Length != 3 || dims[0] > MostChannels || Math.Min(dims[1], dims[2]) < SmallestImage)
        {
            return null;
        }

        bool isUneven = Math.Min(dims[1], dims[2]) >= SmallestUnevenImage;
        bool isImage = dims[0] is 1 or MostColors ? dims[1] == dims[2] || (dims[0] == MostColors && isUneven)
            : dims[1] == dims[2] && isUneven;
        return isImage || ((dims[0] is 1 or MostColors || isUneven) && AreTooFew(dims[0], model)) ? [1, 2, 0] : null;
    }

    private static void Report(ModelUnderAnalysis model, int input, double[] dims, int[] order)
    {
        string reordered = string.Join(", ", order.Select(i => dims[i]));
        int[] path = [input];
        string Images(double count, double rows, double columns) => $"{Counted.Of((long)count, "image")} of {rows} x {columns}";
        string what = dims.Length == 3 ? $"an image of {dims[0]} x {dims[1]}" : Images(dims[0], dims[1], dims[2]);
        string meant = dims.Length == 3 ? $"a {dims[1]} x {dims[2]} image" : Images(dims[order[0]], dims[order[1]], dims[order[2]]);
        model.Report(ShapeRules.DD2014_ChannelsFirst, path,
            $"Input({string.Join(", ", dims)}) is {what} with {dims[dims.Length - 1]} channels, since channels come last.", "",
            [new($"write [Input({reordered})]", draft => draft.Reorder(path, "Shape", order))
                {
                    Because = $" for {meant}, with {(dims.Length == 3 ? "its" : "their")} values in that order",
                    Title = $"Change to [Input({reordered})]",
                    ChangesData = true,
                }]);
    }
}
