using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>A layer whose member can't be generated, and why.</summary>
internal sealed record LayerConflict(MemberTree Layer, ProblemKind Kind, string Message);

/// <summary>
/// Finds layers whose members' names are taken: by a type of DeepDsl, by a member that every model has, by one of the user's, by another
/// layer's.
/// </summary>
internal static class LayerConflicts
{
    public static IEnumerable<LayerConflict> Of(ModelSpec spec, MemberTree root)
    {
        foreach (MemberTree node in root.All())
        {
            Dictionary<string, string> first = [];
            foreach (MemberTree child in node.Children)
            {
                string? why = node == root ? Taken(spec, child) : ReservedNames.OfStructMember(child.Member);
                string? twin = first.TryGetValue(child.Member, out string other) ? other : null;
                first[child.Member] = twin ?? child.Path;
                if (why is not null)
                {
                    yield return new LayerConflict(child, ProblemKind.ReservedName,
                        $"Layer {child.Path} gives a member {child.Member}, which {why}; name it otherwise.");
                }
                else if (node.Tensors.FirstOrDefault(t => t.Member == child.Member) is { } tensor)
                {
                    yield return new LayerConflict(child, ProblemKind.DuplicateName,
                        $"Layer {child.Path} gives a member {child.Member}, which layer {node.Path} has for its {tensor.Role}; "
                        + "name it otherwise.");
                }
                else if (twin is not null)
                {
                    yield return new LayerConflict(child, ProblemKind.DuplicateName,
                        $"Layers {twin} and {child.Path} both give a member {child.Member}; name one otherwise.");
                }
            }
        }
    }

    private static string? Taken(ModelSpec spec, MemberTree layer) =>
        ReservedNames.Types.Contains(layer.Member) || spec.Mentions.Contains(layer.Member)
            ? $"would hide the type {layer.Member} inside the attributes of the class"
        : layer.Member == spec.Name ? "is the name of its class"
        : ReservedNames.Members.Contains(layer.Member) ? "every model has already"
        : spec.Members.Any(m => m.ExcludesProperty(layer.Member, layer.Type)) ? $"{spec.Name} has already"
        : ReservedNames.OfStructMember(layer.Member);
}
