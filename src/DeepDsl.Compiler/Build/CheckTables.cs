using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Checks that a table of vectors has one for each number that the declaration itself says it will be asked for: the categories of a record's
/// member, and the token that fills sequences up.
/// </summary>
public static class CheckTables
{
    public static IEnumerable<Problem> Run(ModelSpec spec, ModelGraph model)
    {
        foreach ((string name, InputNode node) in model.Inputs)
        {
            if (Asked(spec, name) is not { } asked)
            {
                continue;
            }

            foreach (LayerRow row in model.Rows.Where(r => r.Layer.Op is Embedding && r.Reads[0] == node && !r.HasMendedArguments))
            {
                int vectors = row.Layer.Int("Vocabulary");
                if (asked.Largest >= vectors)
                {
                    yield return Problem.Of(ProblemKind.ArgumentRange,
                        $"{row.Layer.Title} has vectors for the tokens 0 to {vectors - 1}, but {asked.Why}", row.Path.ToArray(), "Vocabulary",
                        [Remedy.Set("Vocabulary", asked.Largest + 1)]);
                }
            }
        }
    }

    /// <summary>The largest number that an input will hold for certain, and why.</summary>
    private static (int Largest, string Why)? Asked(ModelSpec spec, string input)
    {
        if (spec.Record?.Indices.FirstOrDefault(f => f.Name == input) is { } member)
        {
            return (member.Places - 1,
                $"{member.Name} of {spec.Record.Name} has {Counted.Of(member.Places - 1, "category")} and one place for all else");
        }

        AttributeSpec? declared = spec.Layers.FirstOrDefault(l => l.Kind == "Input"
            && (l.Text("Name") is { Length: > 0 } name ? name : "input") == input);
        return declared?[BuildModel.PaddingToken] is NumberArgument { Value: var padding and >= 0 }
            ? ((int)padding, $"Input \"{input}\" fills sequences up with PaddingToken = {(int)padding}") : null;
    }
}
