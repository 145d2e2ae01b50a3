using DeepDsl.Compiler.Ir;

namespace DeepDsl.Onnx;

/// <summary>Finds the operators that several primitives are, the largest first.</summary>
internal static class PatternFinder
{
    /// <summary>In the order in which a node is asked for them: those that cover more come first.</summary>
    private static readonly Func<Node, int, Pattern?>[] s_patterns =
    [
        RecurrentPatterns.Recurrence,
        NormPatterns.LayerNormalization,
        NormPatterns.BatchNormalization,
        ActivationPatterns.LogSoftmax,
        ActivationPatterns.Softmax,
        ActivationPatterns.Gelu,
        ResizePatterns.Interpolation,
        ResizePatterns.Repetition,
        BiasPatterns.Bias,
        NormPatterns.Mean,
    ];

    /// <summary>By their last primitive.</summary>
    public static IReadOnlyDictionary<Node, Pattern> Run(Graph graph, IReadOnlyList<Node> results, int opset)
    {
        HashSet<Node> reached = Reachability.From(results);
        ILookup<Node, Node> readers = reached.SelectMany(n => n.Inputs.Distinct(), (reader, read) => (reader, read))
            .ToLookup(p => p.read, p => p.reader);
        HashSet<Node> wanted = [.. results];
        HashSet<Node> covered = [];
        Dictionary<Node, Pattern> found = [];
        foreach (Node last in graph.Nodes.Where(reached.Contains).Reverse())
        {
            Pattern? pattern = covered.Contains(last) ? null
                : s_patterns.Select(find => find(last, opset)).FirstOrDefault(p => p is not null && IsAlone(p, last));
            if (pattern is not null)
            {
                found.Add(last, pattern);
                covered.UnionWith(pattern.Covers);
            }
        }

        return found;

        bool IsAlone(Pattern pattern, Node last)
        {
            HashSet<Node> own = [.. pattern.Covers, last];
            return pattern.Covers.All(n => !wanted.Contains(n) && !covered.Contains(n) && readers[n].All(own.Contains));
        }
    }
}
