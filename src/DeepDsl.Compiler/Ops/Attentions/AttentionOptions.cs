using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// What the layers with attention have in common: which keys a query sees, which weights are dropped, and what heads divide.
/// </summary>
internal static class AttentionOptions
{
    public static IReadOnlyList<OpArgument> All { get; } =
        [OpArgument.Bool("Causal", false), OpArgument.Steps("Window", 0, 0), OpArgument.Real("Dropout", 0, 0, 1)];

    /// <summary>A form with the layer's options.</summary>
    public static AttentionForm With(LayerScope scope, AttentionForm form) => form with
    {
        IsCausal = scope.Layer.Bool("Causal"),
        Window = scope.Layer.Int("Window"),
    };

    /// <summary>Attention over sides, with the lengths of padded sequences and the random numbers that the form asks for.</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="form">With the layer's options.</param>
    /// <param name="queries">The sequence whose steps ask.</param>
    /// <param name="keys">The one whose steps are asked, perhaps the same.</param>
    /// <param name="sides">What was computed of both.</param>
    /// <param name="slopes">Of ALiBi, where the form has them.</param>
    public static Node Run(LayerScope scope, AttentionForm form, Node queries, Node keys, Node[] sides, Node? slopes = null)
    {
        (Node? ofQueries, Node? ofKeys) = (scope.Lengths(queries), scope.Lengths(keys));
        Node? rate = scope.Rate("Dropout")?.Value;
        Node? random = rate is null ? null
            : scope.Random(RandomKind.Uniform, new Shape(queries.Shape[0], form.Heads, keys.Shape[1], queries.Shape[1]));
        (Node output, Node logSums) = scope.Graph.Attention(
            form with { HasKeyLengths = ofKeys is not null, HasQueryLengths = ofQueries is not null, Drops = rate is not null },
            [.. sides, .. new[] { ofKeys, ofQueries, slopes, rate, random }.OfType<Node>()]);
        Roles.Name(output, "heads");
        Roles.Name(logSums, "logSums");
        return output;
    }

    /// <summary>Products of queries with keys and of weights with values, for one sample.</summary>
    public static long Macs(Layer layer, long queries, long keys, long channels)
    {
        int window = layer.Int("Window");
        long seen = window == 0 ? keys : Math.Min(keys, layer.Bool("Causal") ? window : (2 * window) - 1);
        return 2 * queries * seen * channels;
    }

    /// <summary>The keys and values that a layer names, which are the value above where it names none; null after reporting what does not fit.</summary>
    public static (Shape Keys, Shape Values)? KeysAndValues(Layer layer, IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<string> names = layer.Texts("Names");
        if (names.Count > 2)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"reads keys and values by name, but has {Counted.Of(names.Count, "name")}; give it at most two.", "Names");
            return null;
        }

        if (!InputChecks.Rank(layer, inputs[0], "[T, C]")
            || Enumerable.Range(1, names.Count).Any(i => !IsSequence(layer, inputs[i], names[i - 1], "Names")))
        {
            return null;
        }

        (Shape queries, Shape keys, Shape values) = (inputs[0], inputs[Math.Min(1, names.Count)], inputs[names.Count]);
        if (keys.Channels != queries.Channels || keys[0] != values[0])
        {
            layer.Report(ProblemKind.MergeShapes, keys.Channels != queries.Channels
                ? $"multiplies {queries} of {layer.Source()} with {keys} of \"{names[0]}\"; give both as many channels."
                : $"has keys {keys} of \"{names[0]}\" for values {values} of \"{names[1]}\"; give both as many steps.", "Names");
            return null;
        }

        return (keys, values);
    }

    /// <summary>Reports a named value that is no sequence.</summary>
    public static bool IsSequence(Layer layer, Shape shape, string name, string argument)
    {
        if (shape.Rank == 2)
        {
            return true;
        }

        layer.Report(ProblemKind.WrongRank,
            $"needs \"{name}\" as [T, C], but that is {shape}. Give it two dimensions with [Reshape(..)] after it.", argument);
        return false;
    }

    /// <summary>Reports heads that do not divide channels.</summary>
    public static bool Divides(Layer layer, long channels, string source) =>
        GroupChecks.Divides(layer, layer.Int("Heads"), channels, $"the {Counted.Of(channels, "channel")} of {source}", argument: "Heads");
}
