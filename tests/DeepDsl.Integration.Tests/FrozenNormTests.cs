using System.Text.Json;

namespace DeepDsl.Integration.Tests;

/// <summary>Batch norms that are frozen at run time, against PyTorch's of .eval() (tests/reference/frozen_norm.py).</summary>
public sealed class FrozenNormTests : IDisposable
{
    private static readonly JsonElement s_torch =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "frozen_norm.json"))).RootElement;

    private readonly string _folder = Directory.CreateTempSubdirectory("frozen-norm").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("frozen")]
    [InlineData("moving")]
    public void A_step_has_the_gradients_and_statistics_of_PyTorch(string kind)
    {
        TwoNorms net = OfTorch();
        net.Group("batchNorm*").Freeze(kind == "frozen");
        JsonElement expected = s_torch.GetProperty(kind);

        Assert.Equal(expected.GetProperty("loss").GetDouble(), Pass(net), 1e-6);
        foreach (JsonProperty gradient in expected.GetProperty("gradients").EnumerateObject())
        {
            AssertClose(gradient, net.Parameter(gradient.Name).Gradient);
        }

        foreach (JsonProperty value in expected.GetProperty("after").EnumerateObject().Where(p => p.Name.Contains("running", StringComparison.Ordinal)))
        {
            AssertClose(value, net.State(value.Name).Value);
        }
    }

    /// <summary>Also where norms are frozen, thawed and frozen again between steps.</summary>
    [Fact]
    public void What_is_frozen_at_run_time_trains_to_the_bit_as_what_is_declared_so()
    {
        TwoNorms net = OfTorch();
        TwoFrozenNorms declared = new(seed: 1);
        declared.CopyWeights(net);
        ParameterGroup norms = net.Group("batchNorm*");
        Assert.Equal(["batchNorm1.running_mean", "batchNorm1.running_var", "batchNorm2.running_mean", "batchNorm2.running_var"], norms.States.Select(s => s.Name));
        norms.Freeze();
        norms.Freeze(false);
        norms.Freeze();
        for (int step = 0; step < 5; step++)
        {
            Assert.Equal(declared.TrainStep(X(), Labels()), net.TrainStep(X(), Labels()));
        }

        Assert.Equal(Values(declared), Values(net));
    }

    [Fact]
    public void Statistics_move_again_once_they_thaw()
    {
        TwoNorms net = OfTorch(), other = OfTorch();
        net.Group("batchNorm1.*").Freeze();
        float[] mean = net.State("batchNorm1.running_mean").Value.ToArray(), plain = net.State("batchNorm2.running_mean").Value.ToArray();
        net.TrainStep(X(), Labels());
        Assert.Equal(mean, net.State("batchNorm1.running_mean").Value.ToArray());
        Assert.NotEqual(plain, net.State("batchNorm2.running_mean").Value.ToArray());

        net.CopyWeights(other);
        net.Group("batchNorm1.*").Freeze(false);
        Assert.Equal(other.TrainStep(X(), Labels()), net.TrainStep(X(), Labels()));
        Assert.Equal(Values(other), Values(net));
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_frozen()
    {
        string path = Path.Combine(_folder, "frozen.safetensors");
        TwoNorms whole = OfTorch();
        whole.Group("batchNorm2.*").Freeze();
        whole.Parameter("dense1.bias").Frozen = true;
        whole.TrainStep(X(), Labels());
        whole.SaveCheckpoint(path);

        TwoNorms resumed = new(seed: 9);
        resumed.Parameter("dense2.bias").Frozen = true;
        resumed.LoadCheckpoint(path);
        Assert.Equal(["dense1.bias"], resumed.Parameters.Where(p => p.Frozen).Select(p => p.Name));
        Assert.Equal([false, false, true, true], resumed.States.Select(s => s.Frozen));
        Assert.Equal(whole.TrainStep(X(), Labels()), resumed.TrainStep(X(), Labels()));
        Assert.Equal(Values(whole), Values(resumed));
    }

    /// <summary>The means over the batches of the data, but of what is frozen, by which the layers behind have theirs.</summary>
    [Fact]
    public void Averaged_weights_have_the_frozen_statistics_of_before()
    {
        TwoNorms net = OfTorch();
        net.Group("batchNorm1.*").Freeze();
        float[] frozen = net.State("batchNorm1.running_var").Value.ToArray(), moving = net.State("batchNorm2.running_var").Value.ToArray();
        net.Fit(Dataset.FromArrays(X(), Labels()), new FitOptions { Epochs = 4, BatchSize = 5, Callbacks = [new StochasticAveraging(fromEpoch: 2)] });
        Assert.Equal(frozen, net.State("batchNorm1.running_var").Value.ToArray());
        Assert.NotEqual(moving, net.State("batchNorm2.running_var").Value.ToArray());
        Assert.All(net.State("batchNorm2.running_var").Value.ToArray(), v => Assert.InRange(v, 1e-4, 4));
    }

    private static TwoNorms OfTorch()
    {
        TwoNorms net = new(seed: 1);
        foreach (JsonProperty tensor in s_torch.GetProperty("state").EnumerateObject())
        {
            NamedTensor target = tensor.Name.Contains("running", StringComparison.Ordinal) ? net.State(tensor.Name) : net.Parameter(tensor.Name);
            Floats(tensor.Value).CopyTo(target.Edit());
        }

        return net;
    }

    private static float Pass(TwoNorms net)
    {
        using TrainingCall call = net.Forward(X());
        call.SetTarget(0, Labels());
        float loss = call.Loss();
        call.Backward();
        return loss;
    }

    private static void AssertClose(JsonProperty expected, ReadOnlySpan<float> found)
    {
        float[] values = Floats(expected.Value);
        Assert.Equal(values.Length, found.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(MathF.Abs(values[i] - found[i]) <= 2e-6f + (1e-5f * MathF.Abs(values[i])), $"{expected.Name}[{i}]: {found[i]} for {values[i]}");
        }
    }

    private static float[] Values(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray()), .. net.States.SelectMany(s => s.Value.ToArray())];

    private static float[] X() => Floats(s_torch.GetProperty("x"));

    private static int[] Labels() => [.. s_torch.GetProperty("labels").EnumerateArray().Select(e => e.GetInt32())];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(e => (float)e.GetDouble())];
}
