using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Emit.Members;

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

    /// <summary>The nested type's name.</summary>
    public string Type => string.Concat(Path.Split('.').Select(Text.Pascal)) + "Layer";

    /// <summary>Layers, or the layers of a block.</summary>
    public List<MemberTree> Children { get; } = [];

    public List<MemberTensor> Tensors { get; } = [];

    public static MemberTree Of(ModelGraph model)
    {
        MemberTree root = new("", "");
        int index = 0;
        foreach (ParameterInfo parameter in model.Parameters)
        {
            root.Add(parameter.Name, $"Parameters[{index++}]", "Parameter", parameter.Shape.ToString());
        }

        index = 0;
        foreach (StateInfo state in model.States)
        {
            root.Add(state.Name, $"States[{index++}]", "RunningState", state.Shape.ToString());
        }

        // What a layer will have once it can be built: all that is known of a broken one are its arguments.
        foreach (Layer layer in model.Unresolved.Select(u => u.Layer).Where(l => l.Op.Arguments.Any(a => a.Name == "Trainable")))
        {
            string[] roles = layer.Op.Arguments.Any(a => a.Name == "Bias") ? ["weight", "bias"] : ["weight"];
            roles.ToList().ForEach(role => root.Add($"{layer.Path}.{role}", "Parameters[0]", "Parameter", "unknown"));
        }

        return root;
    }

    /// <summary>The node and all below it.</summary>
    public IEnumerable<MemberTree> All() => new[] { this }.Concat(Children.SelectMany(c => c.All()));

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

        node.Tensors.Add(new MemberTensor(parts.Last(), access, type, shape));
    }
}

/// <param name="Access">Where the network holds it: Parameters[3].</param>
/// <param name="Type">Parameter or RunningState.</param>
internal sealed record MemberTensor(string Role, string Access, string Type, string Shape)
{
    public string Member => Text.Pascal(Role);
}
