using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Arguments that several losses take.</summary>
internal static class LossArguments
{
    /// <summary>Mixes targets with the uniform distribution.</summary>
    public static OpArgument LabelSmoothing { get; } = OpArgument.Real("LabelSmoothing", 0, 0, 1);

    /// <summary>What each class counts.</summary>
    public static OpArgument ClassWeights { get; } = new("ClassWeights", ArgumentType.Reals, Array.Empty<double>());

    /// <summary>The label of positions that count nothing; by default there is none.</summary>
    public static OpArgument IgnoreIndex { get; } = OpArgument.Integer("IgnoreIndex", int.MinValue);

    /// <summary>Classes drawn in place of all in training; 0 for all.</summary>
    public static OpArgument Samples { get; } = OpArgument.Integer(LossSpec.SamplesName, 0, 0);

    /// <summary>Whether all classes are drawn with one chance.</summary>
    public static OpArgument UniformSamples { get; } = OpArgument.Bool("UniformSamples", false);

    /// <summary>Whether the output is logits, to which the loss applies softmax or sigmoid itself.</summary>
    public static OpArgument FromLogits { get; } = OpArgument.Bool("FromLogits", true);
}
