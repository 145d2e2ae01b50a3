namespace DeepDsl;

/// <summary>
/// Models, and one on top that reads the outputs of all, probabilities where they have any, as its only input: those of the first member
/// first. <see cref="Stacking"/> trains one.
/// </summary>
public sealed class StackedEnsemble : IPredictor
{
    private const string Kind = "stacked ensemble";

    private readonly Network[] _members;

    internal StackedEnsemble(Network[] members, Network top) => (_members, Top) = (members, top);

    /// <summary>The models whose outputs are read.</summary>
    public IReadOnlyList<Network> Members => Array.AsReadOnly(_members);

    /// <summary>The model that reads them.</summary>
    public Network Top { get; }

    /// <inheritdoc/>
    public Predictions Predict(Dataset data, int batchSize = 0) => Top.Predict(Said(data, batchSize), batchSize);

    /// <summary>Loss and metrics of the model on top.</summary>
    /// <param name="data">Inputs are those of the members, targets those of the model on top; matched by name, or else by position.</param>
    /// <param name="metrics">What to measure; null for the accuracy where the loss has classes.</param>
    /// <param name="batchSize">Samples at a time; 0 for the models' own.</param>
    public EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null, int batchSize = 0) =>
        Top.Evaluate(Said(data, batchSize), metrics, batchSize);

    /// <summary>Writes all as one safetensors file, the model on top as the last member. A crash leaves the old file or the new one.</summary>
    public void Save(string path)
    {
        EnsembleFile file = new(Kind);
        file.AddMembers([.. _members, Top]);
        file.Write(path);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="members">What made each member, in their order; the seeds are those of the file.</param>
    /// <param name="top">What made the model on top.</param>
    /// <exception cref="InvalidDataException">The file is damaged, holds something else, or models of another kind.</exception>
    public static StackedEnsemble Load(string path, IReadOnlyList<Func<int, Network>> members, Func<int, Network> top)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(top);
        EnsembleFile.Reader file = EnsembleFile.Read(path, Kind);
        Network[] all = file.Members(i => i < members.Count ? members[i] : top, "Give the functions that made the models.", members.Count + 1);
        file.CheckNothingIsLeft();
        return new StackedEnsemble(all[..^1], all[^1]);
    }

    /// <summary>Samples for the model on top, with the targets and weights of those given.</summary>
    private Dataset Said(Dataset data, int batchSize)
    {
        int[] all = [.. Enumerable.Range(0, data?.Count ?? 0)];
        MemberOutputs outputs = new(_members.Length, all.Length);
        for (int i = 0; i < _members.Length; i++)
        {
            outputs.Put(i, all, _members[i].Predict(data!, batchSize));
        }
        return outputs.As(data!);
    }
}
