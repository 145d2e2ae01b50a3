using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>Emits the attribute that a block becomes.</summary>
public static class BlockEmitter
{
    public static GeneratedFile Emit(BlockDeclaration declaration)
    {
        BlockSpec block = declaration.Block;
        (string word, string parent) = block.IsCell ? ("cell", "CellUse") : ("block", "BlockUse");
        int layers = block.Layers.Count(l => l.Kind is not (BlockSpec.StateKind or BlockSpec.NextKind));
        CodeWriter w = new();
        FilePrologue.WriteForAttribute(w,
        [
            $"{block.Name}: the attribute that uses this {word} of {layers} layers.", "",
            .. block.Layers.Select(l => l.ToString()),
        ]);
        using (FilePrologue.Types(w, declaration.Type))
        {
            string kind = block.Layers.Count == 0 ? $"an empty {word}" : string.Join(", ", block.Layers.Select(l => l.Kind));
            w.Line($"/// <summary>{(block.IsCell ? "Cell" : "Block")} <c>{block.Name}</c>: {Text.Doc(kind)}.</summary>");
            w.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Class, AllowMultiple = true, Inherited = false)]");
            w.Line($"[global::DeepDsl.CompilerServices.BlockDefinition({Literals.Text(BlockText.Write([block, .. declaration.Uses]))})]");
            using (w.Block($"{declaration.Accessibility} sealed class {block.Name}Attribute : global::DeepDsl.{parent}Attribute"))
            {
                foreach (BlockParameterSpec parameter in block.Parameters)
                {
                    string source = parameter.FromInputChannels ? $" By default the channels of what the {word} is put on." : "";
                    w.Line();
                    string standard = Text.Doc(parameter.Default.ToString());
                    w.Line($"/// <summary>Parameter <c>{parameter.Name}</c> of the {word}, by default {standard}.{source}</summary>");
                    w.Line($"public {parameter.Type} {Identifiers.Escape(parameter.Name)} {{ get; set; }} = {Value(parameter)};");
                }
            }
        }

        return GeneratedNames.File(declaration.Type, "", w.ToString());
    }

    private static string Value(BlockParameterSpec parameter) => parameter.Default switch
    {
        EnumArgument member => $"{parameter.Type}.{Identifiers.Escape(member.Name)}",
        TextArgument { Value: var text } => Literals.Text(text),
        NumberArgument { Value: var number } => parameter.Type switch
        {
            "float" => Literals.Float(number),
            "double" => Literals.Double(number),
            _ => Literals.Long(number),
        },
        var value => value.ToString(),
    };
}
