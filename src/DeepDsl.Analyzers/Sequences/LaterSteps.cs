using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>What lets a layer see steps behind each, and how to hide them.</summary>
internal static class LaterSteps
{
    /// <summary>What lets the layer see none. Of one inside a block, the block has the argument, as [TransformerEncoder] does.</summary>
    public static NextStep Hide(LayerRow row) =>
        row.IsSelfAttention() ? new("write Causal = true", draft => draft.Set([row.Path[0]], "Causal", "true"))
        : row.IsRecurrent() ? new("let it run forwards alone", draft => draft.DropGiven(row, "Bidirectional", "Reverse"))
        : new("use Padding.Causal", draft => draft.Set(row.Path, "Padding", "Padding.Causal"));

    /// <summary>The argument that says so.</summary>
    public static string Argument(LayerRow row) =>
        row.IsRecurrent() ? row.IsBidirectional() ? "Bidirectional" : "Reverse" : row.IsSelfAttention() ? "Causal" : "Padding";
}
