namespace DeepDsl;

public sealed partial class Ensemble
{
    private const string Advice = "Give the function that made the members.";

    /// <summary>Writes all as one safetensors file: the weights of each member under a prefix, and what they count. A crash leaves the old file or the new one.</summary>
    public void Save(string path)
    {
        EnsembleFile file = new("ensemble");
        file.AddMembers(_members);
        file.Tensors.Add(SafetensorsTensor.FromDoubles("weights", [_weights.Length], _weights));
        for (int i = 0; i < _offsets.Length; i++)
        {
            file.Tensors.Add(SafetensorsTensor.FromDoubles($"offsets{i}", [_offsets[i].Length], _offsets[i]));
        }
        file.Metadata["vote"] = Vote.ToString();
        file.Write(path);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">What made the members; the seeds are those of the file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, holds something else, or members of another kind.</exception>
    public static Ensemble Load(string path, Func<int, Network> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        EnsembleFile.Reader file = EnsembleFile.Read(path, "ensemble");
        Network[] members = file.Members(create, Advice);
        if (!file.Metadata.TryGetValue("vote", out string? name) || !Enum.TryParse(name, out EnsembleVote vote) || vote.ToString() != name)
        {
            throw file.Damaged($"its vote is '{Listing.Short(name ?? "")}'");
        }
        double[][] offsets = [.. members[0].Definition.Outputs.Select((o, i) => Offsets(file, i, o.Length, vote))];
        double[] weights = file.Doubles("weights");
        file.CheckNothingIsLeft();
        try
        {
            return new Ensemble(members, vote, weights, offsets);
        }
        catch (ArgumentException e)
        {
            throw file.Damaged(e.Message, e);
        }
    }

    private static double[] Offsets(EnsembleFile.Reader file, int output, int length, EnsembleVote vote)
    {
        double[] offsets = file.Doubles($"offsets{output}");
        bool fits = vote is EnsembleVote.Sum or EnsembleVote.LogOdds ? offsets.Length > 0 && length % offsets.Length == 0 : offsets.Length == 0;
        return fits && offsets.All(double.IsFinite)
            ? offsets
            : throw file.Damaged($"it has {offsets.Length} offsets for output {output} of {length} values, or some that are no numbers");
    }
}
