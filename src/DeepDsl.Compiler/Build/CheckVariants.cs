using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Finds the values of tuned constants at which there is no model, or one that takes or gives something else.</summary>
internal static class CheckVariants
{
    /// <param name="model">The model as declared, which is sound.</param>
    /// <param name="problems">What is wrong with each of its variants, in their order.</param>
    public static IEnumerable<Problem> Run(BuiltModel model, IReadOnlyList<string?> problems)
    {
        ModelSpec spec = model.Spec;
        HashSet<int> open = [.. Enumerable.Range(0, problems.Count).Where(i => problems[i] is not null)];
        foreach (TuneSpec tune in spec.Tuned.Where(t => t.IsConstant))
        {
            for (int item = 0; item < tune.Values.Count; item++)
            {
                // A value at which nothing goes is the cause, whatever the others are.
                ArgumentSpec value = new(tune.Name, tune.Values[item]);
                int[] having = [.. Enumerable.Range(0, problems.Count).Where(i => spec.Variants[i].Values.Contains(value))];
                if (having.All(i => problems[i] is not null) && having.Any(open.Remove))
                {
                    open.ExceptWith(having);
                    yield return At(spec, tune, item, $"{value}", problems[having[0]]!);
                }
            }
        }

        if (open.Count > 0)
        {
            VariantSpec variant = spec.Variants[open.Min()];
            TuneSpec last = spec.Tuned.Last(t => t.IsConstant);
            int item = last.Values.ToList().IndexOf(variant.Values[variant.Values.Count - 1].Value);
            yield return At(spec, last, item, variant.Title, problems[open.Min()]!);
        }
    }

    /// <summary>What a variant takes or gives otherwise than the model, in words; null where nothing.</summary>
    public static string? Border(ModelGraph declared, ModelGraph variant) =>
        Difference("takes", declared.Inputs.Select(i => (i.Name, (Node)i.Node)), variant.Inputs.Select(i => (i.Name, (Node)i.Node)))
        ?? Difference("gives", declared.Outputs, variant.Outputs);

    private static string? Difference(string verb, IEnumerable<(string Name, Node Node)> declared, IEnumerable<(string Name, Node Node)> variant)
    {
        string Text(IEnumerable<(string Name, Node Node)> values) =>
            string.Join(" and ", values.Select(v => $"{v.Name} {v.Node.Shape.WithoutBatch()}"));
        (string of, string other) = (Text(declared), Text(variant));
        return of == other ? null : $"it {verb} {other} there, but {of} as declared, and all must fit the same data.";
    }

    private static Problem At(ModelSpec spec, TuneSpec tune, int item, string values, string problem) => new(
        ProblemKind.ImpossibleVariant, $"{spec.Name} has no model at {values}: {problem} Leave that value out, or change the layers.",
        new[] { tune.Setting }, TuneSpec.ValuesName, Setting: true)
    {
        Item = item,
    };
}
