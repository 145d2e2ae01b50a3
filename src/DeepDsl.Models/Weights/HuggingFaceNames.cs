namespace DeepDsl.Models;

/// <summary>
/// What the arrays of BERT and GPT-2 are called by transformers, and here, which is by PyTorch's TransformerEncoderLayer.
/// </summary>
internal static class HuggingFaceNames
{
    /// <summary>The first of three arrays that are one here; the others differ in this alone.</summary>
    public const string FirstPart = ".attention.self.query.";

    private static readonly string[] s_parts = [FirstPart, ".attention.self.key.", ".attention.self.value."];

    private static readonly (string Theirs, string Ours)[] s_bert =
    [
        (".attention.output.dense.", ".self_attn.out_proj."),
        (".attention.output.LayerNorm.", ".norm1."),
        (".intermediate.dense.", ".linear1."),
        (".output.dense.", ".linear2."),
        (".output.LayerNorm.", ".norm2."),
    ];

    /// <summary>Layers of GPT-2 are products of rows with matrices, [I, O], where PyTorch's Linear has [O, I].</summary>
    private static readonly (string Theirs, string Ours, bool IsTransposed)[] s_gpt2 =
    [
        (".attn.c_attn.weight", ".self_attn.in_proj_weight", true),
        (".attn.c_attn.bias", ".self_attn.in_proj_bias", false),
        (".attn.c_proj.weight", ".self_attn.out_proj.weight", true),
        (".attn.c_proj.bias", ".self_attn.out_proj.bias", false),
        (".mlp.c_fc.weight", ".linear1.weight", true),
        (".mlp.c_fc.bias", ".linear1.bias", false),
        (".mlp.c_proj.weight", ".linear2.weight", true),
        (".mlp.c_proj.bias", ".linear2.bias", false),
        (".ln_1.weight", ".norm1.weight", false),
        (".ln_1.bias", ".norm1.bias", false),
        (".ln_2.weight", ".norm2.weight", false),
        (".ln_2.bias", ".norm2.bias", false),
    ];

    /// <summary>Masks and counts of positions, which some versions keep beside the weights.</summary>
    private static readonly string[] s_noWeights =
        [".attn.bias", ".attn.masked_bias", "embeddings.position_ids", "embeddings.token_type_ids"];

    /// <summary>Of files that came from TensorFlow, whose norms have a gamma and a beta.</summary>
    public static string Modern(string name) =>
        name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) ? $"{name[..^"gamma".Length]}weight"
        : name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? $"{name[..^"beta".Length]}bias"
        : name;

    public static bool IsNoWeight(string name) => s_noWeights.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>What an array in a layer is here; null for what stands before and behind the layers, whose names are equal.</summary>
    public static PublishedWeight? Find(string name)
    {
        foreach (string part in s_parts)
        {
            if (name.Contains(part, StringComparison.Ordinal))
            {
                string one = name.Replace(part, ".self_attn.in_proj_", StringComparison.Ordinal);
                return part == FirstPart ? new(one) { Parts = s_parts } : new(one) { IsPart = true };
            }
        }
        foreach ((string theirs, string ours) in s_bert)
        {
            if (name.Contains(theirs, StringComparison.Ordinal))
            {
                return new(name.Replace(theirs, ours, StringComparison.Ordinal));
            }
        }
        foreach ((string theirs, string ours, bool isTransposed) in s_gpt2)
        {
            if (name.EndsWith(theirs, StringComparison.Ordinal))
            {
                return new($"{name[..^theirs.Length]}{ours}") { IsTransposed = isTransposed };
            }
        }
        return null;
    }
}
