using System.Text.Json;
using DeepDsl.Tests;
using DeepDsl.Tool.Host;

namespace DeepDsl.Tool.Tests;

/// <summary>How the process beside a user's model makes it.</summary>
public sealed class HostModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_made_by_the_generated_constructor()
    {
        Animals net = Assert.IsType<Animals>(HostModel.Create(Request(weights: null)));
        Assert.False(net.IsLarge);
        Assert.Equal(new Animals(seed: 1).Parameters[0].Value.ToArray(), net.Parameters[0].Value.ToArray());
    }

    /// <summary>Of which the weights alone are asked for: a program may have set another optimizer than the declaration names.</summary>
    [Fact]
    public void A_checkpoint_gives_its_weights_whatever_made_it()
    {
        Animals trained = new(seed: 3) { Training = { Optimizer = Optimizer.RMSprop } };
        trained.TrainStep([1, 2], [1]);
        trained.SaveCheckpoint(_folder["run.safetensors"]);
        Network net = HostModel.Create(Request(_folder["run.safetensors"]), keepsStep: true);
        Assert.Equal(trained.Parameters[0].Value.ToArray(), net.Parameters[0].Value.ToArray());
        Assert.Equal(1, net.Step);
        Assert.Equal(0, HostModel.Create(Request(_folder["run.safetensors"])).Step);
    }

    private static HostRequest Request(string? weights) => new(
        typeof(Animals).Assembly.Location, typeof(Animals).FullName!, Libraries: null, Threads: 1, weights, Work: default(JsonElement));
}
