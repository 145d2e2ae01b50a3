using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>Emits the attribute that a block becomes.</summary>
public static class BlockEmitter
{
    public static GeneratedFile Emit(BlockDeclaration declaration)
    {
        BlockSpec block = declaration.Block;
        CodeWriter w = new();
        FilePrologue.Write(w, [$"{block.Name}: the attribute that uses this block of {block.Layers.Count} layers.", "", .. block.Layers.Select(l => l.ToString())]);
        using (FilePrologue.Types(w, declaration.Namespace, declaration.Containers))
        {
            string kind = block.Layers.Count == 0 ? "an empty block" : string.Join(", ", block.Layers.Select(l => l.Kind));
            w.Line($"/// <summary>Block <c>{block.Name}</c>: {Text.Doc(kind)}.</summary>");
            w.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Class, AllowMultiple = true, Inherited = false)]");
            w.Line($"[global::DeepDsl.CompilerServices.BlockDefinition({Literals.Text(BlockText.Write([block, .. declaration.Uses]))})]");
            using (w.Block($"{declaration.Accessibility} sealed class {block.Name}Attribute : global::DeepDsl.BlockUseAttribute"))
            {
                foreach (BlockParameterSpec parameter in block.Parameters)
                {
                    string source = parameter.FromInputChannels ? " By default the channels of what the block is put on." : "";
                    w.Line();
                    w.Line($"/// <summary>Parameter <c>{parameter.Name}</c> of the block, by default {Text.Doc(parameter.Default.ToString())}.{source}</summary>");
                    w.Line($"public {parameter.Type} {parameter.Name} {{ get; set; }} = {Value(parameter)};");
                }
            }
        }

        return new GeneratedFile(FilePrologue.FileName(declaration.Namespace, declaration.Containers, block.Name), w.ToString());
    }

    private static string Value(BlockParameterSpec parameter) => parameter.Default switch
    {
        EnumArgument member => $"{parameter.Type}.{member.Name}",
        NumberArgument number => parameter.Type == "float" ? number + "f" : parameter.Type == "double" ? number + "d" : number.ToString(),
        var value => value.ToString(),
    };
}
