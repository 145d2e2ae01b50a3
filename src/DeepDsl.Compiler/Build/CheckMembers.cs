using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Members;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Finds layers whose members' names are taken: by a type of DeepDsl, by a member that every model has, by one of the user's.</summary>
internal static class CheckMembers
{
    public static IEnumerable<Problem> Run(ModelSpec spec, ModelGraph model)
    {
        foreach (MemberTree node in MemberTree.Of(model).All())
        {
            Dictionary<string, MemberTree> first = [];
            foreach (MemberTree child in node.Children)
            {
                string? why = node.Path.Length == 0 ? Taken(spec, child) : ReservedNames.OfStructMember(child.Member);
                MemberTree? twin = first.TryGetValue(child.Member, out MemberTree other) ? other : null;
                first[child.Member] = twin ?? child;
                if (why is not null)
                {
                    yield return At(model, child, ProblemKind.ReservedName, $"Layer {child.Path} gives a member {child.Member}, which {why}; name it otherwise.");
                }
                else if (twin is not null)
                {
                    yield return At(model, child, ProblemKind.DuplicateName,
                        $"Layers {twin.Path} and {child.Path} both give a member {child.Member}; name one otherwise.");
                }
            }
        }

        foreach (string name in ReservedNames.Generated.Intersect(spec.Members))
        {
            yield return new Problem(ProblemKind.ReservedName,
                $"{spec.Name} has a member {name}, which is generated for every model; rename yours.", EquatableArray<int>.Empty);
        }
    }

    private static string? Taken(ModelSpec spec, MemberTree layer) =>
        ReservedNames.Types.Contains(layer.Member) ? $"would hide the type {layer.Member} inside the attributes of the class"
        : layer.Member == spec.Name ? "is the name of its class"
        : ReservedNames.Members.Contains(layer.Member) ? "every model has already"
        : spec.Members.Contains(layer.Member) || spec.Members.Contains(layer.Member + "()") || spec.Members.Contains(layer.Type)
            ? $"{spec.Name} has already" : ReservedNames.OfStructMember(layer.Member);

    private static Problem At(ModelGraph model, MemberTree layer, ProblemKind kind, string message)
    {
        LayerRow row = model.Rows.First(r => r.Layer.Path == layer.Path || r.Layer.Path.StartsWith(layer.Path + ".", StringComparison.Ordinal));
        return new Problem(kind, message, row.Path.ToArray(), "Name");
    }
}
