namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>All parameters, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>All values that training updates without a gradient, such as running means.</summary>
    public IReadOnlyList<RunningState> States { get; }

    /// <summary>The parameter of a name such as <c>conv1.weight</c>.</summary>
    public Parameter Parameter(string name) => Find(Parameters, name, "parameter");

    /// <summary>The state of a name such as <c>batchNorm1.mean</c>.</summary>
    public RunningState State(string name) => Find(States, name, "state");

    private T Find<T>(IReadOnlyList<T> all, string name, string kind)
        where T : NamedTensor
    {
        foreach (T tensor in all)
        {
            if (tensor.Name == name)
            {
                return tensor;
            }
        }

        throw new ArgumentException(
            $"{Definition.Name} has no {kind} '{name}'.{NearestName.Suggest(name, all.Select(t => t.Name))}", nameof(name));
    }
}
