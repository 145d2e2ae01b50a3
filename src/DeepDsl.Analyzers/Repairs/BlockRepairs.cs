using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Blocks that are written as if they were models. What their layers read is known only where they are used.</summary>
internal static class BlockRepairs
{
    public static IEnumerable<Repair> Of(ParsedBlock block, Problem problem)
    {
        IReadOnlyList<AttributeSpec> layers = block.Declaration.Block.Layers;
        if (problem.Kind != ProblemKind.MisplacedInput || layers.All(l => l.Kind is "Input" or "Output"))
        {
            return [];
        }

        int index = problem.Path[0];
        AttributeSyntax attribute = block.Sources.Layers[index];
        string? name = (layers[index]["Name"] as TextArgument)?.Value;
        return layers[index].Kind == "Input" ? Input(attribute, index, name, block.Declaration)
            : index == layers.Count - 1 && (layers[index - 1]["Name"] as TextArgument)?.Value == name ? Remove(attribute, "Output") : [];
    }

    /// <summary>What the block is put on; where layers read it by its name, that stays. One further down has no counterpart.</summary>
    private static IEnumerable<Repair> Input(AttributeSyntax attribute, int index, string? name, BlockDeclaration block) =>
        index > 0 ? [] : name is null || !block.Block.Layers.Any(l => l.Reads(name, block.Uses)) ? Remove(attribute, "Input")
            : [new Repair($"Use [Identity(Name = \"{name}\")]").Replace(attribute, $"Identity(Name = {new TextArgument(name)})")];

    private static IEnumerable<Repair> Remove(AttributeSyntax attribute, string kind) => [new Repair($"Remove [{kind}]").Remove(attribute)];
}
