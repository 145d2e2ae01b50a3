using DeepDsl.Benchmarks.Models;
using DeepDsl.GpuBenchmarks.Models;
using FashionMnist.Models;
using ResNet20 = DeepDsl.Benchmarks.Models.ResNet20;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>A model to time, and how to call what is generated for it. Further kinds of arithmetic are further rows of the table.</summary>
internal sealed record BenchmarkedModel(
    string Name, Arithmetic Arithmetic, Func<Device, Network> Create, Func<Network, float[], int[], float> Train, Action<Network, float[], float[]> Predict)
{
    public const int Classes = 10;

    public static IReadOnlyList<BenchmarkedModel> All { get; } =
    [
        new("mlp", Arithmetic.Float32, d => new Mlp(seed: 1, d), (n, x, y) => ((Mlp)n).TrainStep(x, y), (n, x, s) => ((Mlp)n).PredictBatch(x, s)),
        new("lenet", Arithmetic.Float32, d => new LeNet(seed: 1, d), (n, x, y) => ((LeNet)n).TrainStep(x, y), (n, x, s) => ((LeNet)n).PredictBatch(x, s)),
        new("resnet20", Arithmetic.Float32, d => new ResNet20(seed: 1, d), (n, x, y) => ((ResNet20)n).TrainStep(x, y), (n, x, s) => ((ResNet20)n).PredictBatch(x, s)),
        new("vgg", Arithmetic.Float32, d => new Vgg(seed: 1, d), (n, x, y) => ((Vgg)n).TrainStep(x, y), (n, x, s) => ((Vgg)n).PredictBatch(x, s)),
    ];
}
