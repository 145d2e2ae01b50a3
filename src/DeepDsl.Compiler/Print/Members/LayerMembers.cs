using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// The members that give the parameters of each layer: net.Conv1.Weight. Layers that are alike, as those of a block's uses are, have one
/// type, which knows where in the network the parameters of its layer begin.
/// </summary>
internal static class LayerMembers
{
    private static readonly (string Type, string Field)[] Bases = [(MemberTensor.Parameter, "parameter"), (MemberTensor.State, "state")];

    public static void Write(CodeWriter w, MemberWriter members, ModelSpec spec, ModelGraph model)
    {
        MemberTree root = MemberTree.Of(spec, model);
        HashSet<MemberTree> left = [.. LayerConflicts.Of(spec, root).Select(c => c.Layer)]; // out, of a broken model
        foreach (MemberTree layer in root.Children.Where(l => !left.Contains(l)))
        {
            members.Property("public", layer.Type, layer.Member, Summary(layer), New(layer, "this", inside: null));
        }

        foreach (MemberTree node in root.Layers().GroupBy(n => n.Type).Select(g => g.First()))
        {
            Type(w, node, [.. node.Children.Where(c => !left.Contains(c))]);
        }
    }

    private static void Type(CodeWriter w, MemberTree node, IReadOnlyList<MemberTree> children)
    {
        w.Line($"/// <summary>{node.Summary(Text.Doc(node.SharedName))}</summary>");
        using (w.Block($"public readonly struct {node.Type}"))
        {
            w.Line("private readonly global::DeepDsl.Network _network;");
            string[] begins = [.. BasesOf(node).Select(b => b.Field)];
            foreach (string begin in begins)
            {
                w.Line($"private readonly int _{begin};");
            }

            w.Line();
            w.Line(begins.Length == 0
                ? $"internal {node.Type}(global::DeepDsl.Network network) => _network = network;"
                : $"internal {node.Type}(global::DeepDsl.Network network, {string.Join(", ", begins.Select(b => $"int {b}"))}) => "
                    + $"(_network, {string.Join(", ", begins.Select(b => "_" + b))}) = (network, {string.Join(", ", begins)});");
            foreach (MemberTensor tensor in node.Tensors)
            {
                w.Line();
                w.Line($"/// <summary>{(tensor.Type == MemberTensor.Parameter ? "Parameter" : "Running value")} <c>{Text.Doc(tensor.Role)}</c>, <c>{tensor.Shape}</c>.</summary>");
                w.Line($"public global::DeepDsl.{tensor.Type} {tensor.Member} => _network.{Access(node, tensor)};");
            }

            foreach (MemberTree child in children)
            {
                w.Line();
                w.Line($"/// <summary>{Summary(child)}</summary>");
                w.Line($"public {child.Type} {child.Member} => {New(child, "_network", node)};");
            }
        }

        w.Line();
    }

    private static string New(MemberTree layer, string network, MemberTree? inside) =>
        $"new {layer.Type}({string.Join(", ", BasesOf(layer).Select(b => Place(inside, b.Type, layer.First(b.Type))).Prepend(network))})";

    private static string Access(MemberTree layer, MemberTensor tensor)
    {
        string members = tensor.Type == MemberTensor.Parameter ? "Parameter" : "State";
        return tensor.Place is { } place ? $"{members}s[{Place(layer, tensor.Type, place)}]" : $"{members}({Literals.Text(tensor.Name)})";
    }

    /// <summary>A place in the network, as the type of the layer around it can say it.</summary>
    private static string Place(MemberTree? inside, string type, int place) =>
        inside is not { IsShared: true } ? $"{place}"
        : place - inside.First(type) is var beyond and > 0 ? $"_{Bases.First(b => b.Type == type).Field} + {beyond}"
        : $"_{Bases.First(b => b.Type == type).Field}";

    /// <summary>What a layer of a type that is shared has to be told.</summary>
    private static IEnumerable<(string Type, string Field)> BasesOf(MemberTree layer) =>
        layer.IsShared ? Bases.Where(b => layer.All().Any(n => n.Tensors.Any(t => t.Type == b.Type))) : [];

    private static string Summary(MemberTree layer) => layer.Summary(Text.Doc(layer.Name));
}
