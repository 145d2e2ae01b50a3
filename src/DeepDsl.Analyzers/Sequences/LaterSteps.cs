using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>What lets a layer see steps behind each, and how to hide them.</summary>
internal static class LaterSteps
{
    public static string Advice(LayerRow row) =>
        row.IsSelfAttention() ? "Write Causal = true" : row.IsRecurrent() ? "Let it run forwards alone" : "Use Padding.Causal";

    /// <summary>The argument that says so.</summary>
    public static string Argument(LayerRow row) =>
        row.IsRecurrent() ? row.IsBidirectional() ? "Bidirectional" : "Reverse" : row.IsSelfAttention() ? "Causal" : "Padding";

    /// <summary>Drafts in which the layer sees none.</summary>
    public static IEnumerable<Draft> Hidden(ModelUnderAnalysis model, LayerRow row)
    {
        if (row.IsRecurrent())
        {
            yield return model.Draft(Advice(row)).DropGiven(row, "Bidirectional", "Reverse");
        }
        else if (row.IsSelfAttention())
        {
            // Of a layer inside a block, the block has the argument, as [TransformerEncoder] does.
            yield return model.Draft(Advice(row)).Set([row.Path[0]], "Causal", "true");
        }
        else
        {
            yield return model.Draft(Advice(row)).Set(row.Path, "Padding", "Padding.Causal");
        }
    }
}
