using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members that give the parameters of each layer: net.Conv1.Weight.</summary>
internal static class LayerMembers
{
    public static void Write(CodeWriter w, MemberWriter members, ModelSpec spec, ModelGraph model)
    {
        Dictionary<string, LayerRow> rows = [];
        foreach (LayerRow row in model.Rows.Reverse<LayerRow>())
        {
            rows[row.Layer.Path] = row; // of two of one name, which is a problem, the first
        }

        MemberTree root = MemberTree.Of(spec, model);
        HashSet<MemberTree> left = [.. LayerConflicts.Of(spec, root).Select(c => c.Layer)]; // out, of a broken model
        foreach (MemberTree layer in root.Children.Where(l => !left.Contains(l)))
        {
            members.Property("public", layer.Type, layer.Member, Summary(layer, rows), $"new {layer.Type}(this)");
        }

        foreach (MemberTree node in root.Layers())
        {
            Type(w, node, [.. node.Children.Where(c => !left.Contains(c))], rows);
        }
    }

    private static void Type(CodeWriter w, MemberTree node, IReadOnlyList<MemberTree> children, Dictionary<string, LayerRow> rows)
    {
        w.Line($"/// <summary>{Summary(node, rows)}</summary>");
        using (w.Block($"public readonly struct {node.Type}"))
        {
            w.Line("private readonly global::DeepDsl.Network _network;");
            w.Line();
            w.Line($"internal {node.Type}(global::DeepDsl.Network network) => _network = network;");
            foreach (MemberTensor tensor in node.Tensors)
            {
                w.Line();
                w.Line($"/// <summary>{(tensor.Type == "Parameter" ? "Parameter" : "Running value")} <c>{Text.Doc(tensor.Role)}</c>, <c>{tensor.Shape}</c>.</summary>");
                w.Line($"public global::DeepDsl.{tensor.Type} {tensor.Member} => _network.{tensor.Access};");
            }

            foreach (MemberTree child in children)
            {
                w.Line();
                w.Line($"/// <summary>{Summary(child, rows)}</summary>");
                w.Line($"public {child.Type} {child.Member} => new {child.Type}(_network);");
            }
        }

        w.Line();
    }

    private static string Summary(MemberTree node, Dictionary<string, LayerRow> rows) => rows.TryGetValue(node.Path, out LayerRow row)
        ? $"Layer <c>{Text.Doc(node.Path)}</c>, <c>{Text.Doc(row.Layer.Display)}</c>: "
            + $"{string.Join(" and ", row.Inputs.Select(i => $"<c>{i}</c>"))} to <c>{row.Output}</c>."
        : $"{(node.Children.Count > 0 ? "The layers of" : "Layer")} <c>{Text.Doc(node.Path)}</c>.";
}
