namespace DeepDsl.Compiler.Spec;

/// <summary>A type around a declaration.</summary>
/// <param name="Kind">class, record struct, ...</param>
/// <param name="Name">Without type parameters.</param>
/// <param name="TypeParameters">As parts of the type repeat them: "in T"; no attributes, which may stand on one part alone.</param>
public sealed record ContainerSpec(string Kind, string Name, EquatableArray<string> TypeParameters)
{
    /// <summary>As in metadata: Outer`1.</summary>
    public string MetadataName => TypeParameters.Count == 0 ? Name : $"{Name}`{TypeParameters.Count}";

    /// <summary>The header of another part of it.</summary>
    public override string ToString() =>
        $"partial {Kind} {Identifiers.Escape(Name)}{(TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters)}>")}";
}

/// <summary>Which type a declaration is of.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Containers">The types around it, outermost first.</param>
/// <param name="Name">Its own name.</param>
public sealed record DeclaredType(string Namespace, EquatableArray<ContainerSpec> Containers, string Name)
{
    /// <summary>As in metadata; no two types of a compilation have the same.</summary>
    public override string ToString() =>
        (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join("+", Containers.Select(c => c.MetadataName).Append(Name));
}
