using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Ensembles;

public sealed class EnsembleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EnsembleVote.Mean)]
    [InlineData(EnsembleVote.Majority)]
    public void One_file_holds_all(EnsembleVote vote)
    {
        Dataset data = FitData.Make(40);
        TinyClassifier[] members = EnsembleTests.Members(12);
        members[11].Fit(data, new FitOptions { Epochs = 1 });
        Ensemble ensemble = new(members, vote, [.. Enumerable.Range(1, 12).Select(i => i / 7.0)]);
        ensemble.Save(_folder["e"]);
        Ensemble read = Ensemble.Load(_folder["e"], seed => new TinyClassifier(seed));
        Assert.Equal(ensemble.Vote, read.Vote);
        Assert.Equal(ensemble.Weights, read.Weights);
        Assert.Equal(members.Select(m => m.Bits()), read.Members.Select(m => m.Bits()));
        Assert.Equal(members.Select(m => m.Seed), read.Members.Select(m => m.Seed));
        Assert.Equal(ensemble.Predict(data).Values.ToArray(), read.Predict(data).Values.ToArray());
        SafetensorsFile file = SafetensorsFile.Read(_folder["e"]);
        Assert.Equal("ensemble", file.Metadata["kind"]);
        Assert.Equal([4, 3], file.Tensor("member11.dense1.weight").Shape);
    }

    [Fact]
    public void Another_file_is_refused()
    {
        new TinyClassifier(seed: 1).SaveWeights(_folder["w"]);
        Refused("w", "holds no ensemble, but the weights of TinyClassifier; give a file that Save of such an ensemble wrote.");
        SafetensorsFile.Write(_folder["w"], [SafetensorsTensor.FromFloats("x", [1], [1])]);
        Refused("w", "holds no ensemble, but other tensors; give a file that Save of such an ensemble wrote.");
    }

    [Fact]
    public void Members_of_another_kind_are_refused()
    {
        new Ensemble(EnsembleTests.Members(2)).Save(_folder["e"]);
        string message = Assert.Throws<InvalidDataException>(() => Ensemble.Load(_folder["e"], seed => new TinyMlp(seed))).Message;
        Assert.StartsWith($"{_folder["e"]} does not fit TinyMlp, which is unchanged: it lacks ", message, StringComparison.Ordinal);
        Assert.EndsWith(". Give the function that made the members.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        new Ensemble(EnsembleTests.Members(2)).Save(_folder["e"]);
        SafetensorsFile sound = SafetensorsFile.Read(_folder["e"]);

        void Change(string name, SafetensorsTensor? with, string problem)
        {
            SafetensorsFile.Write(_folder["x"], sound.Tensors.Values.Where(t => t.Name != name).Concat(with == null ? [] : [with]), sound.Metadata);
            Refused("x", problem);
        }

        Change("weights", SafetensorsTensor.FromDoubles("weights", [3], [1, 1, 1]), "is no sound ensemble: 3 weights were given for 2 members; give one for each. (Parameter 'weights'). Save it again.");
        Change("weights", SafetensorsTensor.FromDoubles("weights", [2], [1, double.NaN]), "is no sound ensemble: A weight of a member is NaN; it must be a finite number of at least 0. (Parameter 'weights'). Save it again.");
        Change("weights", null, "has no tensor 'weights'.");
        Change("seeds", SafetensorsTensor.FromInts("seeds", [1], [1]), "is no sound ensemble: nothing of it is called 'member1.dense1.bias', 'member1.dense1.weight', 'member1.norm1.mean'. Save it again.");
        Change("seeds", SafetensorsTensor.FromInts("seeds", [0], []), "is no sound ensemble: it has 0 members. Save it again.");
        Change("offsets0", SafetensorsTensor.FromDoubles("offsets0", [1], [1]), "is no sound ensemble: it has 1 offsets for output 0 of 3 values, or some that are no numbers. Save it again.");
        Change("member1.norm1.mean", null, "does not fit TinyClassifier, which is unchanged: it lacks 'member1.norm1.mean'. Give the function that made the members.");
        SafetensorsFile.Write(_folder["x"], sound.Tensors.Values, new Dictionary<string, string>(sound.Metadata) { ["vote"] = "0" });
        Refused("x", "is no sound ensemble: its vote is '0'. Save it again.");
    }

    private void Refused(string file, string problem)
    {
        string message = Assert.Throws<InvalidDataException>(() => Ensemble.Load(_folder[file], seed => new TinyClassifier(seed))).Message;
        Assert.StartsWith($"{_folder[file]} {problem}", message, StringComparison.Ordinal);
    }
}
