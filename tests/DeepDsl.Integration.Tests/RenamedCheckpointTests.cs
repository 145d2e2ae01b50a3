namespace DeepDsl.Integration.Tests;

/// <summary>Checkpoints of a model whose layers were renamed since.</summary>
public sealed class RenamedCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("renamed").FullName;

    private string File => Path.Combine(_folder, "before.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Weights, statistics, what Adam keeps, the rate of the dropout, what is frozen, and where the fit stood.</summary>
    [Fact]
    public void A_fit_under_the_old_names_goes_on_under_the_new_ones_to_the_bit()
    {
        BeforeRenaming whole = Before();
        whole.Fit(Data(), Options(epochs: 4));

        BeforeRenaming half = Before();
        half.Fit(Data(), Options(epochs: 2));
        half.SaveCheckpoint(File);
        AfterRenaming resumed = new(seed: 8);
        History history = resumed.Fit(Data(), Options(epochs: 4) with { CheckpointPath = File, Resume = true });

        Assert.Equal(4, history.Epochs.Count);
        Assert.Equal(0.1, resumed.Rate("drop").Value);
        Assert.Equal(["first.bias"], resumed.Parameters.Where(p => p.Frozen).Select(p => p.Name));
        Assert.Equal(Values(whole), Values(resumed));
    }

    [Fact]
    public void A_file_of_the_new_names_is_read_as_ever()
    {
        AfterRenaming net = new(seed: 1), other = new(seed: 2);
        net.Fit(Data(), Options(epochs: 1));
        net.SaveCheckpoint(File);
        other.LoadCheckpoint(File);
        Assert.Equal(Values(net), Values(other));
    }

    [Fact]
    public void What_is_more_than_renamed_is_refused()
    {
        KindAlone other = new(seed: 1);
        other.SaveCheckpoint(File);
        string message = Assert.Throws<InvalidDataException>(() => new AfterRenaming(seed: 1).LoadCheckpoint(File)).Message;
        Assert.Contains("is the checkpoint of another model than AfterRenaming", message, StringComparison.Ordinal);
    }

    private static BeforeRenaming Before()
    {
        BeforeRenaming net = new(seed: 8);
        net.Rate("thin").Value = 0.1;
        net.Parameter("dense1.bias").Frozen = true;
        return net;
    }

    private static FitOptions Options(int epochs) => new() { Epochs = epochs, Seed = 2 };

    private static float[] Values(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray()), .. net.States.SelectMany(s => s.Value.ToArray())];

    private static Dataset Data()
    {
        Random random = new(5);
        return Dataset.FromArrays(
            [.. Enumerable.Range(0, 40 * 5).Select(_ => random.NextSingle() - 0.5f)], [.. Enumerable.Range(0, 40).Select(i => i % 3)]);
    }
}
