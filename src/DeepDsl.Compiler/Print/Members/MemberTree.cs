using System.Globalization;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// The parameters and states of a model by the path of their names: basicBlock1.conv1.weight is a tensor Weight of Conv1 in BasicBlock1.
/// </summary>
internal sealed class MemberTree
{
    private readonly Dictionary<string, MemberTree> _byName = [];

    private MemberTree(string name, string path)
    {
        Name = name;
        Path = path;
        Member = Text.Pascal(name);
    }

    /// <summary>Last part of the path; empty for the model.</summary>
    public string Name { get; }

    public string Path { get; }

    /// <summary>The property's name.</summary>
    public string Member { get; }

    /// <summary>The nested type's name: no member bears it, and no other type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Layers, or the layers of a block.</summary>
    public List<MemberTree> Children { get; } = [];

    public List<MemberTensor> Tensors { get; } = [];

    public static MemberTree Of(ModelSpec spec, ModelGraph model)
    {
        MemberTree root = new("", "");
        // Of a model whose depth varies, a place is another parameter's, or nobody's.
        string Access(string kind, string name, int place) => spec.Variants.Count > 0 ? $"{kind}({Literals.Text(name)})" : $"{kind}s[{place}]";
        int index = 0;
        foreach (ParameterInfo parameter in model.Parameters)
        {
            root.Add(parameter.Name, Access("Parameter", parameter.Name, index++), "Parameter", parameter.Shape.ToString());
        }

        index = 0;
        foreach (StateInfo state in model.States)
        {
            root.Add(state.Name, Access("State", state.Name, index++), "RunningState", state.Shape.ToString());
        }

        // What a layer will have once it can be built: all that is known of a broken one are its arguments.
        foreach (Layer layer in model.Unresolved.Select(u => u.Layer).Where(l => l.Op.Arguments.Any(a => a.Name == "Trainable")))
        {
            string[] roles = layer.Op.Arguments.Any(a => a.Name == "Bias") ? ["weight", "bias"] : ["weight"];
            roles.ToList().ForEach(role => root.Add($"{layer.Path}.{role}", "Parameters[0]", "Parameter", "unknown"));
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
        foreach (MemberTree node in Layers())
        {
            string stem = string.Concat(node.Path.Split('.').Select(Text.Pascal)) + "Layer";
            node.Type = stem;
            for (int number = 2; !taken.Add(node.Type); number++)
            {
                node.Type = stem + number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private void Add(string path, string access, string type, string shape)
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

        MemberTensor tensor = new(parts.Last(), access, type, shape);
        if (node.Tensors.All(t => t.Member != tensor.Member)) // of a broken model two layers may have one name
        {
            node.Tensors.Add(tensor);
        }
    }
}

/// <param name="Access">Where the network holds it: Parameters[3].</param>
/// <param name="Type">Parameter or RunningState.</param>
internal sealed record MemberTensor(string Role, string Access, string Type, string Shape)
{
    public string Member => Text.Pascal(Role);
}
