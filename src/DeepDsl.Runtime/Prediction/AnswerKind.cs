using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What a model says of one sample by an output, for whoever passes that on to a server or a pipeline.</summary>
internal enum AnswerKind
{
    /// <summary>Numbers; or classes, but of several positions.</summary>
    Numbers,

    /// <summary>One value that tells two classes apart.</summary>
    YesOrNo,

    /// <summary>A value for each of some classes, of which a sample is one.</summary>
    OneOf,
}

internal static class AnswerKinds
{
    /// <summary>The loss that tells what an output means; null for none.</summary>
    public static LossDefinition? LossOf(this NetworkDefinition model, int output) =>
        Array.Find(model.Losses, l => l.Output == output && l.HasTarget);

    public static AnswerKind AnswerOf(this NetworkDefinition model, int output) => (model.LossOf(output), model.Outputs[output]) switch
    {
        ({ IsYesOrNo: true }, { Length: 1, Sizes: null }) => AnswerKind.YesOrNo,
        ({ IsYesOrNo: false, Sequences: null, IntTargetShape: not null, IntTargetLength: 1, Classes: > 1 and var classes }, { Sizes: null, Length: var length })
            when length == classes => AnswerKind.OneOf,
        _ => AnswerKind.Numbers,
    };
}
