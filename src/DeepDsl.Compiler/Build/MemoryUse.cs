using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// What the use of a block says of the memories of the layers in it, which lie side by side in one value [layers, M, C]: by which name they
/// come in and go out, and which of them layers took.
/// </summary>
/// <param name="use">Its arguments as literals.</param>
internal sealed class MemoryUse(AttributeSpec use)
{
    /// <summary>Names of what every use of a block takes.</summary>
    public static IReadOnlyCollection<string> Arguments { get; } = [BlockSpec.InitialStateArgument, BlockSpec.FinalStateArgument];

    public IReadOnlyList<string> InitialNames { get; } = [.. use.Texts(BlockSpec.InitialStateArgument)];

    public IReadOnlyList<string> FinalNames { get; } = [.. use.Texts(BlockSpec.FinalStateArgument)];

    /// <summary>All memories; unknown where something is wrong with them.</summary>
    public Scope.Entry? All { get; set; }

    /// <summary>How many steps each holds.</summary>
    public Scope.Entry? Filled { get; set; }

    /// <summary>What each layer that took one remembers for the next segment; null where that is unknown.</summary>
    public List<Node?> Left { get; } = [];

    /// <summary>How many steps those hold.</summary>
    public Node? LeftFilled { get; set; }
}
