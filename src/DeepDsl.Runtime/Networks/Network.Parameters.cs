using System.IO.Enumeration;

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

    /// <summary>
    /// The parameters whose names match a pattern, in which * stands for any letters: <c>encoder.*</c>, <c>*.bias</c>; to freeze them, or
    /// to give them a learning rate or weight decay of their own. The running statistics that match are frozen with them.
    /// </summary>
    public ParameterGroup Group(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Parameter[] found = [.. Parameters.Where(Matches)];
        RunningState[] states = [.. States.Where(Matches)];
        return found.Length + states.Length > 0
            ? new ParameterGroup(pattern, found, states)
            : throw new ArgumentException(
                $"No parameter of {Definition.Name} matches '{Listing.Short(pattern)}'; there are {Listing.Quoted([.. Parameters.Select(p => p.Name)])}.",
                nameof(pattern));

        bool Matches(NamedTensor tensor) => FileSystemName.MatchesSimpleExpression(pattern, tensor.Name, ignoreCase: false);
    }

    private T Find<T>(IReadOnlyList<T> all, string name, string kind)
        where T : NamedTensor
    {
        // By number, since gradients are read by names within steps, which make no enumerator.
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Name == name)
            {
                return all[i];
            }
        }

        throw new ArgumentException(
            $"{Definition.Name} has no {kind} '{name}'.{NearestName.Suggest(name, all.Select(t => t.Name))}", nameof(name));
    }
}
