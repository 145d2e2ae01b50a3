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
        DropRate = scope.Training ? scope.Layer.Real("Dropout") : 0,
    };

    /// <summary>Attention over sides, with the random numbers that the form asks for.</summary>
    public static Node Run(LayerScope scope, AttentionForm form, Dim keys, params Node[] inputs)
    {
        (Dim batch, Dim queries) = (inputs[0].Shape[0], inputs[0].Shape[1]);
        Node[] all = form.DropRate > 0
            ? [.. inputs, scope.Random(RandomKind.Uniform, new Shape(batch, form.Heads, keys, queries))] : inputs;
        (Node output, Node logSums) = scope.Graph.Attention(form, all);
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
        GroupChecks.Divides(layer, layer.Int("Heads"), channels, $"the {channels} channels of {source}", argument: "Heads");
}
