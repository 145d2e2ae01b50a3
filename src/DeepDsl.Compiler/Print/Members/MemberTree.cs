using System.Globalization;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// The parameters and states of a model by the path of their names: basicBlock1.conv1.weight is a tensor Weight of Conv1 in BasicBlock1.
/// </summary>
internal sealed class MemberTree
{
    private static readonly char[] Digits = [.. "0123456789"];

    private readonly Dictionary<string, MemberTree> _byName = [];

    private MemberTree(string name, string path)
    {
        Name = name;
        Path = path;
        Member = Text.Pascal(name);
        SharedName = name;
    }

    /// <summary>Last part of the path; empty for the model.</summary>
    public string Name { get; }

    public string Path { get; }

    /// <summary>The property's name.</summary>
    public string Member { get; }

    /// <summary>The nested type's name: no member bears it, and no other type. Layers that are alike have one type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Whether others are of its type, so that each says where its parameters begin.</summary>
    public bool IsShared { get; private set; }

    /// <summary>What it and all of its type are called: the name, less a number in which they differ; several names where they have such.</summary>
    public string SharedName { get; private set; }

    /// <summary>What the table of layers says of it; null for a block, or of a broken model.</summary>
    public LayerRow? Row { get; private set; }

    /// <summary>Layers, or the layers of a block.</summary>
    public List<MemberTree> Children { get; } = [];

    public List<MemberTensor> Tensors { get; } = [];

    /// <summary>The least place of its parameters in the network's, or of its states; 0 where it has none.</summary>
    public int First(string type) => Ours().Where(t => t.Type == type).Select(t => t.Place ?? 0).DefaultIfEmpty(0).Min();

    public static MemberTree Of(ModelSpec spec, ModelGraph model)
    {
        MemberTree root = new("", "");
        int? Place(int place) => spec.Variants.Count > 0 ? null : place;
        int index = 0;
        foreach (ParameterInfo parameter in model.Parameters)
        {
            root.Add(parameter.Name, Place(index++), MemberTensor.Parameter, parameter.Shape.ToString());
        }

        index = 0;
        foreach (StateInfo state in model.States)
        {
            root.Add(state.Name, Place(index++), MemberTensor.State, state.Shape.ToString());
        }

        // What a layer will have once it can be built: all that is known of a broken one are its arguments.
        foreach (Layer layer in model.Unresolved.Select(u => u.Layer).Where(l => l.Op.Arguments.Any(a => a.Name == "Trainable")))
        {
            string[] roles = layer.Op.Arguments.Any(a => a.Name == "Bias") ? ["weight", "bias"] : ["weight"];
            roles.ToList().ForEach(role => root.Add($"{layer.Path}.{role}", 0, MemberTensor.Parameter, MemberTensor.Unknown));
        }

        Dictionary<string, LayerRow> rows = [];
        foreach (LayerRow row in model.Rows.Reverse<LayerRow>())
        {
            rows[row.Layer.Path] = row; // of two of one name, which is a problem, the first
        }

        foreach (MemberTree node in root.Layers())
        {
            node.Row = rows.TryGetValue(node.Path, out LayerRow row) ? row : null;
        }

        root.NameTypes(spec);
        return root;
    }

    /// <summary>The node and all below it.</summary>
    public IEnumerable<MemberTree> All() => new[] { this }.Concat(Children.SelectMany(c => c.All()));

    /// <summary>All but the model itself.</summary>
    public IEnumerable<MemberTree> Layers() => All().Skip(1);

    /// <summary>Nobody writes these names, so they give way to all others.</summary>
    private void NameTypes(ModelSpec spec)
    {
        HashSet<string> taken =
        [
            spec.Name, .. spec.Members.Select(m => m.Name), .. spec.Mentions, .. ReservedNames.Members,
            .. All().Select(n => n.Member), .. All().SelectMany(n => n.Tensors).Select(t => t.Member),
        ];
        foreach (List<MemberTree> alike in Layers().GroupBy(n => n.Form()).Select(g => g.ToList()))
        {
            string stem = Stem(alike);
            string type = stem;
            for (int number = 2; !taken.Add(type); number++)
            {
                type = stem + number.ToString(CultureInfo.InvariantCulture);
            }

            string[] names = [.. alike.Select(n => n.Name).Distinct()];
            string name = names.Length == 1 ? names[0] : string.Join(" or ", names.Select(n => n.TrimEnd(Digits)).Distinct());
            alike.ForEach(n => (n.Type, n.IsShared, n.SharedName) = (type, alike.Count > 1, name));
        }
    }

    /// <summary>The path, without the numbers in which layers of one type differ.</summary>
    private static string Stem(List<MemberTree> alike)
    {
        string[][] paths = [.. alike.Select(n => n.Path.Split('.'))];
        IEnumerable<string> parts = paths.Any(p => p.Length != paths[0].Length)
            ? [paths[0].Last().TrimEnd(Digits)]
            : paths[0].Select((part, i) => paths.All(p => p[i] == part) ? part : part.TrimEnd(Digits));
        return string.Concat(parts.Select(Text.Pascal)) + "Layer";
    }

    /// <summary>What its type is written from; where parameters lie counts from the first.</summary>
    private string Form()
    {
        string Place(int first, int? place, string name) => place is { } at ? (at - first).ToString(CultureInfo.InvariantCulture) : name;
        IEnumerable<string> tensors =
            Tensors.Select(t => $"{t.Role} {t.Type} {(t.Shape == MemberTensor.Unknown ? t.Name : t.Shape)} {Place(First(t.Type), t.Place, t.Name)}");
        string From(MemberTree child, string type) =>
            child.Ours().Any(t => t.Type == type) ? Place(First(type), child.First(type), "") : "-";
        IEnumerable<string> children = Children.Select(c =>
            $"{c.Name} {From(c, MemberTensor.Parameter)} {From(c, MemberTensor.State)} {c.Form()}");
        return $"{Summary("")} ({string.Join("; ", tensors)}) [{string.Join("; ", children)}]";
    }

    /// <summary>What editors say of it where it is called <paramref name="name"/>.</summary>
    public string Summary(string name) => Row is { } row
        ? $"Layer <c>{name}</c>, <c>{Text.Doc(row.Layer.Display)}</c>: "
            + $"{string.Join(" and ", row.Inputs.Select(i => $"<c>{i}</c>"))} to <c>{row.Output}</c>."
        : $"{(Children.Count > 0 ? "The layers of" : "Layer")} <c>{name}</c>.";

    private IEnumerable<MemberTensor> Ours() => All().SelectMany(n => n.Tensors);

    private void Add(string path, int? place, string type, string shape)
    {
        string[] parts = path.Split('.');
        MemberTree node = this;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            if (!node._byName.TryGetValue(parts[i], out MemberTree child))
            {
                child = new MemberTree(parts[i], string.Join(".", parts.Take(i + 1)));
                node._byName.Add(parts[i], child);
                node.Children.Add(child);
            }

            node = child;
        }

        MemberTensor tensor = new(path, parts.Last(), place, type, shape);
        if (node.Tensors.All(t => t.Member != tensor.Member)) // of a broken model two layers may have one name
        {
            node.Tensors.Add(tensor);
        }
    }
}
