using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>Attention whose heads have next to nothing to compare by.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttentionHeadsAnalyzer : ModelAnalyzer
{
    private const int Narrow = 3;

    /// <summary>Below what any published network has.</summary>
    private const int Enough = 8;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SequenceRules.DD3033_NarrowHeads];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Layer.Op is MultiHeadAttention or RelativeAttention && r.Layer.Int("HeadSize") == 0))
        {
            int channels = row.Inputs[0].Channels.Value;
            int heads = row.Layer.Int("Heads");
            int size = channels / heads;
            if (size > Narrow || heads == 1)
            {
                continue;
            }

            int fewer = Enumerable.Range(1, heads).Last(h => h == 1 || (channels % h == 0 && channels / h >= Enough));
            model.Report(SequenceRules.DD3033_NarrowHeads, row.Path,
                $"{row.Layer.Title} cuts {channels} channels into {heads} heads of {size}, which compare steps by {Counted.Of(size, "number")}; "
                + $"heads of {Enough} to 128 are usual.",
                "Heads", [new($"write Heads = {fewer}", draft => draft.Set(row.Path, "Heads", $"{fewer}"))]);
        }
    }
}
