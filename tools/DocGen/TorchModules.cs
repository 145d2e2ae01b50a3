using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;

namespace DocGen;

/// <summary>The modules of PyTorch whose state dicts layers are shown to take.</summary>
internal static class TorchModules
{
    private const string AsImages = "axes lie as those of `Conv2D`, but no state dict with one is tested";
    private const string OneAxis = "arrays of one axis lie alike, but no state dict with one is tested";
    private const string OfGraphs = "layers of PyTorch Geometric name their arrays otherwise, and none is tested";
    private const string NoModule = "PyTorch has no such module";

    private static readonly Dictionary<string, string> s_modules = new()
    {
        ["Dense"] = "Linear", ["Embedding"] = "Embedding",
        ["Conv1D"] = "Conv1d", ["Conv2D"] = "Conv2d", ["ConvTranspose2D"] = "ConvTranspose2d",
        ["BatchNorm"] = "BatchNorm2d", ["LayerNorm"] = "LayerNorm", ["LSTM"] = "LSTM", ["GRU"] = "GRU", ["SimpleRNN"] = "RNN",
        ["MultiHeadAttention"] = "MultiheadAttention",
    };

    /// <summary>The ready model that has one, where it is no module of its own.</summary>
    private static readonly Dictionary<string, string> s_models = new()
    {
        ["DepthwiseConv2D"] = "MobileNetV2", ["Shortcut"] = "ResNet18", ["ClassToken"] = "ViT", ["LearnedPositions"] = "ViT",
        ["RMSNorm"] = "Llama", ["RelativeAttention"] = "TransformerXl",
    };

    private static readonly Dictionary<string, string> s_others = new()
    {
        ["Conv3D"] = AsImages, ["DepthwiseConv1D"] = AsImages, ["ConvTranspose1D"] = AsImages, ["ConvTranspose3D"] = AsImages,
        ["SeparableConv1D"] = NoModule, ["SeparableConv2D"] = NoModule, ["SpectralFilter"] = NoModule, ["AdditiveAttention"] = NoModule,
        ["LocalAttention"] = NoModule, ["Compute"] = NoModule,
        ["GraphConv"] = OfGraphs, ["GraphSage"] = OfGraphs, ["GraphIsomorphism"] = OfGraphs, ["GraphAttention"] = OfGraphs,
        ["PReLU"] = OneAxis, ["GroupNorm"] = OneAxis, ["InstanceNorm"] = OneAxis,
        ["Unembed"] = "its vectors are those of the embedding, and a bias of its own is in no tested state dict",
    };

    public static string Cell(Op op) =>
        s_modules.TryGetValue(op.Name, out string? module) ? $"{MatrixPage.Yes}, of `{module}`"
        : s_models.TryGetValue(op.Name, out string? model) ? $"{MatrixPage.Yes}, in `{model}`"
        : s_others.TryGetValue(op.Name, out string? reason) ? reason
        : !HasWeights(op) ? "it has no weights"
        : throw new InvalidOperationException($"Say in {nameof(TorchModules)} what state dicts {op.Name} is shown to take, or why none.");

    private static bool HasWeights(Op op) => op.Examples.Any(e => OneLayerModel.Build(op, e, training: false) is var model
        && model.Parameters.Select(p => p.Name).Concat(model.States.Select(s => s.Name))
            .Any(n => n.StartsWith(op.Stem + "1.", StringComparison.Ordinal)));
}
