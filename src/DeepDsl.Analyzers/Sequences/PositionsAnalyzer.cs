using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>
/// Attention in a model of which no layer knows in what order steps come: its answer is the same for every order. A layer that is not known
/// to be blind to order counts as one that knows it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PositionsAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [SequenceRules.DD3031_NoPositions, SequenceRules.DD3032_NoPositionsOfSteps];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        // A second input may hold the positions; the lengths of padded sequences are none.
        if (model.Graph.Inputs.Count(i => model.Graph.Lengths.Values.All(l => l.Source != i.Node || l.PaddingToken is not null)) > 1 || !model.Flow.Rows.All(IsBlind)
            || model.Flow.Rows.FirstOrDefault(r => r.IsSelfAttention() && r.Output[0].Value > 1) is not { } row)
        {
            return;
        }

        int steps = row.Output[0].Value;
        bool ofTokens = model.Flow.Rows.FirstOrDefault(r => r.Layer.Op is Embedding) is not null;
        bool isCausal = model.Flow.Rows.Any(r => r.IsCausal());
        string order = isCausal ? "knows which steps come before each, but not in what order" : "gives the same for every order of them";
        bool isCertain = ofTokens && !isCausal;
        model.Report(isCertain ? SequenceRules.DD3031_NoPositions : SequenceRules.DD3032_NoPositionsOfSteps, row.Path,
            $"{row.Layer.Title} reads {steps} {(ofTokens ? "tokens" : "steps")} and {order}: no layer of the model says where a "
            + $"step stands{(isCertain ? "" : "; if they have no order, all is well")}.", "",
            [
                Insert(row, nameof(LearnedPositions)),
                Insert(row, nameof(SinusoidalPositions)) with
                {
                    Text = $"[{nameof(SinusoidalPositions)}]",
                    Title = $"Put [{nameof(SinusoidalPositions)}] before it",
                },
                .. Rotary(row),
            ]);
    }

    /// <summary>Before the layer, or the block that it is in.</summary>
    private static NextStep Insert(LayerRow row, string positions) => new($"put [{positions}] before it",
        draft => draft.InsertBefore([row.Path[0]], new AttributeSpec(positions, EquatableArray<ArgumentSpec>.Empty)));

    private static IEnumerable<NextStep> Rotary(LayerRow row) => row.Layer.Op is not MultiHeadAttention ? []
        : [new("write Positions = RelativePositions.Rotary",
            draft => draft.Set(row.Path, "Positions", new EnumArgument("RelativePositions", "Rotary")))];

    /// <summary>Whether a layer does to each step, or to all of them, the same wherever they stand.</summary>
    private static bool IsBlind(LayerRow row) =>
        row.Layer.Op is MultiHeadAttention ? row.Layer.Int("Window") == 0 && row.Layer.Enum("Positions") == "None"
        : row.Layer.Op is Attention ? row.Layer.Int("Window") == 0 && row.Layer.Text("Score").Length == 0
        : row.Layer.Op is Dense ? row.Inputs[0].Rank == 1 || row.Output.Rank == 2
        : row.Layer.Op is Convolution ? Cuts(row)
        : row.Layer.Op is Reshape ? row.Sources[0] is { Layer.Op: Convolution } && row.Inputs[0].Channels == row.Output.Channels
        : row.Layer.Op is Embedding or Unembed or Identity or AdditiveAttention or LayerNorm or RMSNorm or BatchNorm
            or GlobalAvgPool1D or GlobalMaxPool1D or GlobalSumPool1D or Map
        || row.IsActivation() || row.IsNoise() || (row.IsMerge() && row.Layer.Op is not Product and not Dot);

    /// <summary>Windows side by side, as of patches: none sees what another does, nor any border.</summary>
    private static bool Cuts(LayerRow row) => row.Layer.Op.Window(row.Layer, row.Inputs[0]) is { } window
        && window.Axes.All(a => a.Kernel <= a.Stride && a is { Before: 0, After: 0 });
}
