using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>Names of a file as names of layers.</summary>
internal static class Names
{
    private static readonly string[] s_roles = [".weight", ".bias", ".in_proj_weight", "/kernel", ".W", "_weight"];

    /// <summary>What a layer is called by its weight, or by the path of its node; empty where neither says something.</summary>
    public static string OfWeight(string weight, string node)
    {
        string? role = s_roles.FirstOrDefault(r => weight.EndsWith(r, StringComparison.Ordinal) && weight.Length > r.Length);
        return Valid(role is not null ? weight[..^role.Length] : OfPath(node));
    }

    /// <summary>A name as C# takes one for a value, and beside others.</summary>
    public static string Valid(string name)
    {
        string text = string.Concat(name.Select(c => Identifiers.IsPart(c) && c < 128 ? c : '_')).Trim('_');
        while (text.Contains("__", StringComparison.Ordinal))
        {
            text = text.Replace("__", "_", StringComparison.Ordinal);
        }

        return text.Length is 0 or > 60 || !char.IsAsciiLetter(text[0]) ? "" : text;
    }

    /// <summary>The module in the path of a node, as /body/body.3/c1/Conv is of body.3.c1.</summary>
    private static string OfPath(string node)
    {
        string[] parts = node.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> modules = parts.SkipLast(1)
            .Where((part, i) => i + 2 >= parts.Length || !parts[i + 1].StartsWith(part + ".", StringComparison.Ordinal));
        return parts.Length < 2 ? "" : string.Join("_", modules);
    }
}
