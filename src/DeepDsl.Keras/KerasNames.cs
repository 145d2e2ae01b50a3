using System.Text.RegularExpressions;

namespace DeepDsl.Keras;

/// <summary>What Keras calls layers and their arrays in files.</summary>
internal static partial class KerasNames
{
    private static readonly string[] s_weights = ["kernel", "bias"];
    private static readonly string[] s_depthwise = ["depthwise_kernel", "bias"];
    private static readonly string[] s_separable = ["depthwise_kernel", "pointwise_kernel", "bias"];
    private static readonly string[] s_recurrent = ["kernel", "recurrent_kernel", "bias"];
    private static readonly string[] s_parts = ["query", "key", "value", "output"];

    /// <summary>The arrays of a kind of layer in the order in which Keras 3 numbers them.</summary>
    private static readonly Dictionary<string, string[]> s_arrays = new()
    {
        ["dense"] = s_weights, ["einsum_dense"] = s_weights, ["time_distributed"] = s_weights, ["multi_head_attention"] = s_weights,
        ["conv1d"] = s_weights, ["conv2d"] = s_weights, ["conv3d"] = s_weights,
        ["conv1d_transpose"] = s_weights, ["conv2d_transpose"] = s_weights, ["conv3d_transpose"] = s_weights,
        ["depthwise_conv1d"] = s_depthwise, ["depthwise_conv2d"] = s_depthwise,
        ["separable_conv1d"] = s_separable, ["separable_conv2d"] = s_separable,
        ["lstm"] = s_recurrent, ["gru"] = s_recurrent, ["simple_rnn"] = s_recurrent, ["bidirectional"] = s_recurrent,
        ["batch_normalization"] = ["gamma", "beta", "moving_mean", "moving_variance"],
        ["layer_normalization"] = ["gamma", "beta"], ["group_normalization"] = ["gamma", "beta"],
        ["rms_normalization"] = ["scale"], ["embedding"] = ["embeddings"], ["p_re_lu"] = ["alpha"],
    };

    /// <summary>A class as Keras writes it in names: BatchNormalization is batch_normalization, and Conv2D is conv2d.</summary>
    public static string OfClass(string name) => LowerBeforeUpper().Replace(BeforeWord().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    /// <summary>The class of which a layer that Keras 3 numbers is one, and its number among those.</summary>
    public static (string Kind, int Number) Numbered(string layer) =>
        EndNumber().Match(layer) is { Success: true } end && int.TryParse(end.Groups[1].ValueSpan, out int number)
            ? (layer[..end.Index], number) : (layer, 0);

    /// <summary>What Keras 3 gives by number; the number itself where a layer has others than known.</summary>
    public static string ArrayOf(string kind, string number, int count)
    {
        // Of a norm without one of its scale and shift, the file does not say which.
        bool isKnown = s_arrays.TryGetValue(kind, out string[]? names) && int.TryParse(number, out int place) && place < names.Length;
        return !isKnown ? number
            : kind != "batch_normalization" || count == 4 ? names![int.Parse(number)]
            : count == 2 ? names![2 + int.Parse(number)]
            : number;
    }

    /// <summary>An array by what leads to it within its layer, without what only cells are called.</summary>
    public static string Within(IEnumerable<string> path, string array)
    {
        string[] steps = [.. path.Select(p => p.TrimStart('_'))];
        string direction = steps.Any(p => p.StartsWith("forward", StringComparison.Ordinal)) ? "forward/"
            : steps.Any(p => p.StartsWith("backward", StringComparison.Ordinal)) ? "backward/" : "";
        string? part = s_parts.FirstOrDefault(p => steps.Any(step => step == p || step == p + "_dense" || step == "attention_" + p));
        return $"{direction}{(part is null ? "" : part + "/")}{array}";
    }

    [GeneratedRegex("(.)([A-Z][a-z0-9]+)")]
    private static partial Regex BeforeWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerBeforeUpper();

    [GeneratedRegex("_([0-9]{1,9})$")]
    private static partial Regex EndNumber();
}
