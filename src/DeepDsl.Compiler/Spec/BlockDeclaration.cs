namespace DeepDsl.Compiler.Spec;

/// <summary>All that one [Block] class says, and the blocks it uses: an equatable value, as <see cref="ModelSpec"/> is.</summary>
public sealed record BlockDeclaration
{
    public string Namespace { get; init; } = "";

    /// <summary>The types around the class, outermost first.</summary>
    public EquatableArray<ContainerSpec> Containers { get; init; }

    public DeclaredType Type => new(Namespace, Containers, Block.Name);

    /// <summary>public, internal, ... of the attribute, of which no more can see than of the types of its parameters.</summary>
    public string Accessibility { get; init; } = "public";

    /// <summary>Whether the attribute can stand beside the class.</summary>
    public bool CanExtend { get; init; } = true;

    public required BlockSpec Block { get; init; }

    /// <summary>The blocks that it uses, directly or by another block.</summary>
    public EquatableArray<BlockSpec> Uses { get; init; }

    /// <summary>What the parser found wrong.</summary>
    public EquatableArray<Problem> Problems { get; init; }
}
