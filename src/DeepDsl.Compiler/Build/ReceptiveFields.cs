using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>Follows the receptive field from the inputs through the layers.</summary>
public static class ReceptiveFields
{
    /// <summary>One for each row of the layer table; null where positions of the value are none of the input.</summary>
    public static IReadOnlyList<ReceptiveField?> Run(ModelGraph model)
    {
        Dictionary<Node, ReceptiveField?> fields = [];
        foreach ((_, InputNode input) in model.Inputs)
        {
            fields[input] = ReceptiveField.Single(Positions(input));
        }

        foreach (LayerRow row in model.Rows.Where(r => !fields.ContainsKey(r.Value))) // a layer may hand on what it reads
        {
            // What a layer gives besides its result is what it carries along a sequence, and sees all of that.
            foreach (Node read in row.Reads.Where(r => !fields.ContainsKey(r)))
            {
                fields[read] = model.Folds.Any(f => f.Steps == read || f.Each == read) ? OfSteps(model, read, fields) : ReceptiveField.All;
            }

            ReceptiveField?[] seen = [.. row.Reads.Select(r => fields[r])];
            ReceptiveField? joined = seen.Any(s => s is { IsAll: true }) ? ReceptiveField.All
                : seen.Contains(null) ? null : seen.Aggregate((a, b) => ReceptiveField.Join(a!, b!));
            ReceptiveField? own = joined is null || row.IsGuessed ? null : row.Layer.Op.Sees(row.Layer, row.Inputs[0], joined);

            // A vector has no positions, and a layer that makes or removes an axis without a word of it mixed them.
            int positions = Positions(row.Value);
            bool fits = own is null ? positions > 0 : own.Axes.Count == positions;
            fields[row.Value] = fits ? own : ReceptiveField.All;
        }

        return [.. model.Rows.Select(r => fields[r.Value])];
    }

    /// <summary>That of a folded value or an unfolded one, whose steps see themselves; what a cell gives sees all of its sequence.</summary>
    private static ReceptiveField? OfSteps(ModelGraph model, Node value, Dictionary<Node, ReceptiveField?> fields)
    {
        (Node? steps, Node? each) = model.Folds.FirstOrDefault(f => f.Each == value || (f.Steps == value && fields.ContainsKey(f.Each)));
        return steps is null ? ReceptiveField.All
            : each == value
                ? (fields.TryGetValue(steps, out ReceptiveField? whole) ? whole : OfSteps(model, steps, fields))?.WithoutSteps()
                : fields[each!]?.WithSteps();
    }

    /// <summary>The axes of a value but its channels, which tokens have not.</summary>
    private static int Positions(Node value) => value.Shape.Rank - (value.Element == ElementType.Int32 ? 1 : 2);
}
