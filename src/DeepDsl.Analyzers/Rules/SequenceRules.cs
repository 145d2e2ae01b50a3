using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD3029 to DD3039 and DD3041: layers over the steps of a sequence, or the nodes of a graph.</summary>
public static class SequenceRules
{
    public static readonly DiagnosticDescriptor DD3029_SeesTheAnswer = Rule.Warning(RuleIds.SeesTheAnswer,
        "A model of the next token sees it", "What is to be predicted at a step is the input of the next one.");

    public static readonly DiagnosticDescriptor DD3030_MaySeeTheAnswer = Rule.Info(RuleIds.MaySeeTheAnswer,
        "A model that scores its own tokens sees all of them", "If a step is asked for the next token, that is in its input.");

    public static readonly DiagnosticDescriptor DD3031_NoPositions = Rule.Warning(RuleIds.NoPositions,
        "Attention over tokens without positions", "Attention itself does not know the order of what it reads.");

    public static readonly DiagnosticDescriptor DD3032_NoPositionsOfSteps = Rule.Info(RuleIds.NoPositionsOfSteps,
        "Attention over steps or patches without positions", "Attention itself does not know the order of what it reads.");

    public static readonly DiagnosticDescriptor DD3033_NarrowHeads = Rule.Info(RuleIds.NarrowHeads,
        "Heads of attention are very narrow", "A head compares queries and keys by as many numbers as it is wide.");

    public static readonly DiagnosticDescriptor DD3034_BatchNormOverSteps = Rule.Info(RuleIds.BatchNormOverSteps,
        "Batch norm inside a stack of recurrent or attention layers", "Its statistics mix all steps of all sequences of a batch.");

    public static readonly DiagnosticDescriptor DD3035_LongSimpleRnn = Rule.Warning(RuleIds.LongSimpleRnn,
        "A simple recurrent layer over a long sequence", "What its gradient keeps shrinks with every step.");

    public static readonly DiagnosticDescriptor DD3036_ForgetBias = Rule.Info(RuleIds.ForgetBias,
        "The forget gate of an LSTM starts half closed", "A bias of 1 lets the cell remember before anything is learnt.");

    public static readonly DiagnosticDescriptor DD3037_UnboundedRecurrence = Rule.Info(RuleIds.UnboundedRecurrence,
        "A recurrent layer with an activation that has no bound", "The same weights act at every step, and what they enlarge grows with each.");

    public static readonly DiagnosticDescriptor DD3038_OverSmoothing = Rule.Info(RuleIds.OverSmoothing,
        "Many graph layers without a skip", "Each takes means of neighbours, so that nodes become alike.");

    public static readonly DiagnosticDescriptor DD3039_GrowingSums = Rule.Info(RuleIds.GrowingSums,
        "Sums over neighbours, one behind another", "Each multiplies values by about the degree of a node.");

    public static readonly DiagnosticDescriptor DD3041_CutStreams = Rule.Info(RuleIds.CutStreams,
        "What is remembered depends on where a stream is cut", "A step that sees those behind it sees them as far as its segment goes.");
}
