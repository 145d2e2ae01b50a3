using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Arrays and spans of a known length that no call of the member accepts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LengthAnalyzer : CallAnalyzer
{
    /// <summary>The suggestion where the samples are a batch.</summary>
    public const string UseBatch = "PredictBatch";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageRules.DD7001_InputLength, UsageRules.DD7002_ResultLength, UsageRules.DD7003_TargetLength];

    protected override void Analyze(ModelCall call)
    {
        CallValue[] wrong = [.. call.Inputs.Where(i => !Fits(i, call.Samples))];
        foreach (CallValue input in wrong)
        {
            Input(call, input);
        }

        // How many samples there are is in doubt where inputs disagree: what follows from their number may be right.
        if (wrong.Length > 0)
        {
            return;
        }

        foreach (CallValue result in call.Results.Where(r => !Fits(r, call.Samples)))
        {
            string writes = call.Samples switch
            {
                null => $"for each sample {result.PerSampleText}",
                > 1 and { } n => $"{n} samples of {result.PerSampleText}: {result.Count(n * result.PerSample)}",
                _ => result.PerSampleText,
            };
            Report(call, UsageRules.DD7002_ResultLength, result,
                $"{call.Title} writes {writes}, but {result.Name} has room for {result.Length}.");
        }

        foreach (CallValue target in call.Targets.Where(t => t.Length is null))
        {
            Itself(call, target);
        }

        foreach (CallValue target in call.Targets.Where(t => !Fits(t, call.Samples)))
        {
            bool classes = target.Border!.Element == "float" && call.Border.TakesLabelTargets && target.Length == call.Samples;
            Report(call, UsageRules.DD7003_TargetLength, target,
                $"{call.Title} takes for {Each(call.Samples)} {target.PerSampleText}, but {target.Name} has {target.Length}."
                + (classes ? " If these are classes, pass them as ints." : ""), isFixable: !classes);
        }

        // No weights at all mean equal ones.
        if (call.SampleWeights is { Length: not (null or 0) } weights && call.Samples is { } samples && weights.Length != samples)
        {
            Report(call, UsageRules.DD7003_TargetLength, weights,
                $"{call.Title} takes one weight for {Each(samples)}, but {weights.Name} has {weights.Length}.");
        }
    }

    /// <summary>What is to give its input again can't be given a target of another size by the same array.</summary>
    private static void Itself(ModelCall call, CallValue target)
    {
        if (call.Inputs.FirstOrDefault(i => i.Length is null && i.PerSample > 0 && target.PerSample > 0 && i.PerSample != target.PerSample
            && SameValue.Is(i.Argument.Value, target.Argument.Value)) is { } input)
        {
            call.Report(UsageRules.DD7003_TargetLength, target.Location,
                $"{call.Title} takes for each sample {input.PerSampleText}, and as its target {target.PerSampleText}, but "
                + $"{target.Argument.Value.Syntax} is given as both. "
                + $"Let the model end in {input.Border!.Shape}, or pass targets of its size.");
        }
    }

    internal static bool Fits(CallValue value, long? samples) => value.Length is not { } length
        || (samples is { } n ? length == n * value.PerSample : length > 0 && length % value.PerSample == 0);

    private static void Input(ModelCall call, CallValue input)
    {
        long length = input.Length!.Value;
        long whole = length / input.PerSample;
        bool isBatch = length > input.PerSample && length % input.PerSample == 0;
        if (call.TakesOneSample)
        {
            string batch = call.IsPredict ? UseBatch : "PredictLabels";
            string next = isBatch ? $"has {length}, {whole} samples. Call {batch} for those." : $"has {length}. Pass {input.PerSample}.";
            call.Report(UsageRules.DD7001_InputLength, input.Location,
                $"{call.Title} takes one sample, {input.PerSampleText}, but {input.Name} {next}",
                Suggestion(call, input, isBatch));
        }
        else if (call.Samples is { } samples)
        {
            Report(call, UsageRules.DD7001_InputLength, input,
                $"{call.Title} takes as many samples of every input, but {input.Name} has {length}, and another input {samples} of them: "
                + $"each is {input.PerSampleText}.");
        }
        else
        {
            string fitting = whole == 0 ? $"{input.PerSample}" : $"{whole * input.PerSample} or {(whole + 1) * input.PerSample}";
            call.Report(UsageRules.DD7001_InputLength, input.Location,
                $"{call.Title} takes whole samples, each {input.PerSampleText}, but {input.Name} has {length}. Pass {fitting}.",
                whole == 0 ? $"{input.PerSample}" : "");
        }
    }

    /// <summary>PredictBatch takes the same arguments as Predict, if the result has room for all; else the length that fits.</summary>
    private static string Suggestion(ModelCall call, CallValue input, bool isBatch) =>
        !isBatch ? $"{input.PerSample}"
        : call.IsPredict && call.Inputs.Count == 1 && call.Results.All(r => r.Length == input.Length / input.PerSample * r.PerSample)
            ? UseBatch : "";

    private static void Report(ModelCall call, DiagnosticDescriptor rule, CallValue value, string message, bool isFixable = true)
    {
        string right = call.Samples is { } n ? $"{n * value.PerSample}" : "";
        call.Report(rule, value.Location, message + (isFixable && right.Length > 0 ? $" Pass {right}." : ""), isFixable ? right : "");
    }

    private static string Each(long? samples) => samples is { } n and > 1 ? $"each of the {n} samples" : "each sample";
}
