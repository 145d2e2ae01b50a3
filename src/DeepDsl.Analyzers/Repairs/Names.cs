using System.Text.RegularExpressions;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>The names that a declaration gives and reads.</summary>
internal static class Names
{
    /// <summary>A name that nobody has: the wish, or the wish with a number; members differ from names in their first letter.</summary>
    public static string Free(BrokenModel model, string wish)
    {
        HashSet<string> taken = new(
            model.Spec.Layers.SelectMany(l => Given(l, model.Spec.Blocks)).Concat(model.Graph.Rows.Select(r => r.Layer.Path))
                .Concat(model.Spec.Members.Select(m => m.Name)),
            StringComparer.OrdinalIgnoreCase);
        string stem = wish.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Enumerable.Range(2, taken.Count + 1).Select(n => stem + n).Prepend(wish).First(n => !taken.Contains(n));
    }

    /// <summary>Whether the declaration names a layer of this kind by its number, which changes with the layers before it.</summary>
    public static bool IsNumbered(ModelSpec spec, string stem) =>
        spec.Layers.Concat(spec.Settings).SelectMany(a => a.Arguments).SelectMany(a => a.Value is ListArgument l ? [.. l.Items] : new[] { a.Value })
            .OfType<TextArgument>().Any(t => Regex.IsMatch(t.Value, $"^{stem}[0-9]+$"));

    /// <param name="layer">Whose arguments may name it.</param>
    /// <param name="name">Of a value.</param>
    /// <param name="blocks">Those that may be used there.</param>
    public static bool Reads(this AttributeSpec layer, string name, IReadOnlyList<BlockSpec> blocks) => Read(layer, blocks).Contains(name);

    /// <summary>Those that are read and that no layer is given.</summary>
    public static IEnumerable<string> Missing(ModelSpec spec)
    {
        IEnumerable<string> outputs = spec.Losses.Select(l => l.Output).Where(o => o.Length > 0);
        IEnumerable<string> given = spec.Layers.Where(l => l.Kind != "Output").SelectMany(l => Given(l, spec.Blocks));
        return spec.Layers.SelectMany(l => Read(l, spec.Blocks)).Concat(outputs).Distinct().Except(given).Take(2);
    }

    /// <summary>Lets everyone who reads a name read another.</summary>
    public static Draft RenameReaders(this Draft draft, ModelSpec spec, string old, string name)
    {
        TextArgument renamed = new(name);
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            AttributeSpec layer = spec.Layers[i];
            foreach (ArgumentSpec argument in layer.Arguments.Where(a => IsRead(layer, a, spec.Blocks)))
            {
                Argument value = argument.Value is ListArgument list
                    ? new ListArgument(list.Items.Select(n => Is(n, old) ? renamed : n).ToArray())
                    : Is(argument.Value, old) ? renamed : argument.Value;
                _ = value == argument.Value ? draft : draft.Set(new[] { i }, argument.Name, value);
            }
        }

        foreach (LossSpec loss in spec.Losses.Where(l => l.Output == old))
        {
            draft.SetSetting(loss.Setting, LossSpec.OutputName, renamed);
        }

        return draft;
    }

    private static bool Is(Argument? argument, string name) => argument is TextArgument text && text.Value == name;

    /// <summary>The layer's own, and those of what it gives besides its result.</summary>
    private static IEnumerable<string> Given(AttributeSpec layer, IReadOnlyList<BlockSpec> blocks)
    {
        string? argument = OpTable.Find(layer.Kind)?.GivesArgument ?? (Block(layer, blocks) is { IsCell: true } ? BlockSpec.FinalStateArgument : null);
        return argument is null ? layer.Texts("Name") : layer.Texts("Name").Concat(layer.Texts(argument));
    }

    private static IEnumerable<string> Read(AttributeSpec layer, IReadOnlyList<BlockSpec> blocks) =>
        layer.Arguments.Where(a => IsRead(layer, a, blocks)).SelectMany(a => layer.Texts(a.Name));

    private static bool IsRead(AttributeSpec layer, ArgumentSpec argument, IReadOnlyList<BlockSpec> blocks) =>
        argument.Name is "From" or "Share"
        || (OpTable.Find(layer.Kind) is { } op
            && (op.NamesArgument == argument.Name || op.LenderArgument == argument.Name || op.ValueArguments.Contains(argument.Name)))
        || (Block(layer, blocks) is { } block
            && ((block.IsCell && argument.Name == BlockSpec.InitialStateArgument)
                || block.Parameters.Any(p => p.Name == argument.Name && p.Type == "string")))
        || (layer.Kind == "Output" && argument.Name == "Name") || (layer.Kind == "Input" && argument.Name == "Lengths");

    /// <summary>What a layer is a use of; null where it is none.</summary>
    private static BlockSpec? Block(AttributeSpec layer, IReadOnlyList<BlockSpec> blocks) => blocks.FirstOrDefault(b => b.Name == layer.Kind);
}
