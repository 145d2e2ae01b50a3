namespace DeepDsl.Compiler.Spec;

/// <summary>All that one [Block] class says, and the blocks it uses: an equatable value, as <see cref="ModelSpec"/> is.</summary>
public sealed record BlockDeclaration
{
    public string Namespace { get; init; } = "";

    /// <summary>Headers of the types around the class, outermost first: "partial class Outer".</summary>
    public EquatableArray<string> Containers { get; init; }

    /// <summary>public, internal, ...</summary>
    public string Accessibility { get; init; } = "public";

    public required BlockSpec Block { get; init; }

    /// <summary>The blocks that it uses, directly or by another block.</summary>
    public EquatableArray<BlockSpec> Uses { get; init; }

    /// <summary>What the parser found wrong.</summary>
    public EquatableArray<Problem> Problems { get; init; }
}
