using DeepDsl.Benchmarks.Models;
using DeepDsl.GpuBenchmarks.Models;
using FashionMnist.Models;
using BFloats = DeepDsl.GpuBenchmarks.Models.BFloats;
using ResNet20 = DeepDsl.Benchmarks.Models.ResNet20;
using TensorFloats = DeepDsl.GpuBenchmarks.Models.TensorFloats;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>
/// A model to time, and how to call what is generated for it. Those of fewer bits come last, the largest first, since the time may be up.
/// </summary>
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
        new("vgg", Arithmetic.BFloat16, d => new BFloats.Vgg(seed: 1, d), (n, x, y) => ((BFloats.Vgg)n).TrainStep(x, y), (n, x, s) => ((BFloats.Vgg)n).PredictBatch(x, s)),
        new("vgg", Arithmetic.TensorFloat32, d => new TensorFloats.Vgg(seed: 1, d), (n, x, y) => ((TensorFloats.Vgg)n).TrainStep(x, y), (n, x, s) => ((TensorFloats.Vgg)n).PredictBatch(x, s)),
        new("resnet20", Arithmetic.BFloat16, d => new BFloats.ResNet20(seed: 1, d), (n, x, y) => ((BFloats.ResNet20)n).TrainStep(x, y), (n, x, s) => ((BFloats.ResNet20)n).PredictBatch(x, s)),
        new("resnet20", Arithmetic.TensorFloat32, d => new TensorFloats.ResNet20(seed: 1, d), (n, x, y) => ((TensorFloats.ResNet20)n).TrainStep(x, y), (n, x, s) => ((TensorFloats.ResNet20)n).PredictBatch(x, s)),
        new("mlp", Arithmetic.BFloat16, d => new BFloats.Mlp(seed: 1, d), (n, x, y) => ((BFloats.Mlp)n).TrainStep(x, y), (n, x, s) => ((BFloats.Mlp)n).PredictBatch(x, s)),
        new("mlp", Arithmetic.TensorFloat32, d => new TensorFloats.Mlp(seed: 1, d), (n, x, y) => ((TensorFloats.Mlp)n).TrainStep(x, y), (n, x, s) => ((TensorFloats.Mlp)n).PredictBatch(x, s)),
        new("lenet", Arithmetic.BFloat16, d => new BFloats.LeNet(seed: 1, d), (n, x, y) => ((BFloats.LeNet)n).TrainStep(x, y), (n, x, s) => ((BFloats.LeNet)n).PredictBatch(x, s)),
        new("lenet", Arithmetic.TensorFloat32, d => new TensorFloats.LeNet(seed: 1, d), (n, x, y) => ((TensorFloats.LeNet)n).TrainStep(x, y), (n, x, s) => ((TensorFloats.LeNet)n).PredictBatch(x, s)),
    ];
}
