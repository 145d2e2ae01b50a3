namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// The numbers by which layers disturb training, in their order: rates of dropout and of dropped paths, deviations of noise. Behind them
    /// the weights of the losses, where there are several.
    /// </summary>
    public IReadOnlyList<LayerRate> Rates { get; }

    /// <summary>
    /// The rate of a name such as <c>dropout1.rate</c>; the layer's name alone will do where it has one: <c>net.Rate("dropout1").Value =
    /// 0.3</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such rate, or the layer has several.</exception>
    public LayerRate Rate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LayerRate[] found = [.. Rates.Where(r => r.Name == name || r.Name.AsSpan(0, r.Name.LastIndexOf('.')).SequenceEqual(name))];
        return found.Length == 1 ? found[0] : throw new ArgumentException(
            found.Length > 1 ? $"{Definition.Name} has {Listing.Quoted([.. found.Select(r => r.Name)])}; say which."
            : Rates.Count == 0 ? $"{Definition.Name} has no rate '{Listing.Short(name)}': none of its layers drops or adds noise, and it has no "
                + "two losses to weigh."
            : $"{Definition.Name} has no rate '{Listing.Short(name)}'; there are {Listing.Quoted([.. Rates.Select(r => r.Name)])}.",
            nameof(name));
    }

    /// <summary>Evaluation measures by the weights of now.</summary>
    internal void SendLossWeights()
    {
        for (int i = 0; i < Rates.Count; i++)
        {
            Rates[i].SendEvaluated(Backend);
        }
    }

    /// <summary>What follows reads the rates of now, and which statistics are frozen.</summary>
    private void SendNumbers()
    {
        // By number, since a step makes no enumerator.
        for (int i = 0; i < Rates.Count; i++)
        {
            Rates[i].Send(Backend);
        }

        for (int i = 0; i < States.Count; i++)
        {
            States[i].Send(Backend);
        }
    }
}
