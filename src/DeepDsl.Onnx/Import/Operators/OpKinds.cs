using DeepDsl.Compiler.Ops;

namespace DeepDsl.Onnx;

/// <summary>What kinds of layers have places for.</summary>
internal static class OpKinds
{
    public static bool HasBias(string kind) =>
        OpTable.Find(kind) is { } op && op.Has("Bias") && op.Has("Activation") && kind is not "SimpleRNN";

    public static bool HasAffine(string kind) => OpTable.Find(kind) is { } op && op.Has("Affine") && kind != "BatchNorm";

    public static bool IsRecurrent(string kind) => kind is "LSTM" or "GRU" or "SimpleRNN";
}
