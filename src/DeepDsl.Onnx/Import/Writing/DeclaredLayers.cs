using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>Layers as a declaration has them: with names where others read them, or where the file has some.</summary>
/// <param name="Spec">As the compiler reads it.</param>
/// <param name="Functions">Of the class, as C# has them.</param>
internal sealed record DeclaredLayers(ModelSpec Spec, IReadOnlyList<string> Functions)
{
    public static DeclaredLayers Of(LayerStack stack, string className, bool keepsNames)
    {
        string[] names = new LayerNaming(stack, className, keepsNames).Run();
        List<AttributeSpec> layers = [.. stack.Layers.Select((layer, i) => Attribute(stack, names, layer, i))];
        bool areNamed = stack.AreOutputsNamed;
        layers.AddRange(stack.Outputs.Where(_ => areNamed)
            .Select(o => new AttributeSpec("Output", new[] { new ArgumentSpec("Name", new TextArgument(names[o.Layer])) })));
        ImportedFunction[] functions = [.. stack.Layers.Select(l => l.Function).OfType<ImportedFunction>()];
        ModelSpec spec = new() { Name = className, Layers = layers.ToArray(), Functions = functions.Select(f => f.Spec).ToArray() };
        return new DeclaredLayers(spec, [.. functions.Select(f => f.Source)]);
    }

    private static AttributeSpec Attribute(LayerStack stack, string[] names, ImportedLayer layer, int number)
    {
        Op? op = OpTable.Find(layer.Kind);
        List<ArgumentSpec> arguments = [.. layer.Arguments.Where(a => !IsStandard(op, a))];
        if (layer.Reads.Count > 1)
        {
            Argument[] others = [.. layer.Reads.Skip(1).Select(r => (Argument)new TextArgument(names[r]))];
            bool isList = op!.Arguments.Single(a => a.Name == op.NamesArgument).Type == ArgumentType.Texts;
            arguments.Add(new ArgumentSpec(op.NamesArgument!, isList ? new ListArgument(others) : others[0]));
        }

        if (names[number].Length > 0)
        {
            arguments.Add(new ArgumentSpec("Name", new TextArgument(names[number])));
        }

        if (layer.Reads.Count > 0 && layer.Reads[0] != number - 1)
        {
            arguments.Add(new ArgumentSpec("From", new TextArgument(names[layer.Reads[0]])));
        }

        if (layer.SharesWith is { } owner)
        {
            arguments.Add(new ArgumentSpec("Share", new TextArgument(names[stack.Layers.ToList().IndexOf(owner)])));
        }

        return new AttributeSpec(layer.Kind, arguments.ToArray());
    }

    /// <summary>Whether the layer has it without being told.</summary>
    private static bool IsStandard(Op? op, ArgumentSpec argument) =>
        op?.Arguments.FirstOrDefault(a => a.Name == argument.Name)?.Default is { } standard
        && argument.Value switch
        {
            BoolArgument truth => standard is bool usual && usual == truth.Value,
            NumberArgument number => (standard is int whole && whole == number.Value) || (standard is double real && real == number.Value),
            _ => false,
        };
}
