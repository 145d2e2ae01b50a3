using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Print.Members;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Constant labels that are none of the model's classes, and tokens that are none of its vocabulary.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelAnalyzer : CallAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageRules.DD7004_LabelRange, UsageRules.DD7005_LabelType, UsageRules.DD7007_TokenRange];

    protected override void Analyze(ModelCall call)
    {
        foreach (CallValue input in call.Inputs.Where(i => i.Border!.IsInt))
        {
            Tokens(call, input, KnownElements.Of(input.Argument.Value));
        }

        foreach (CallValue target in call.Targets.Where(t => t.Border!.IsInt))
        {
            IReadOnlyList<IOperation> labels = KnownElements.Of(target.Argument.Value);
            Range(call, target.Border!, labels, target.Location);
            foreach (IOperation label in labels)
            {
                Type(call, label, target.Location);
            }
        }
    }

    private static void Tokens(ModelCall call, CallValue input, IReadOnlyList<IOperation> tokens)
    {
        long?[] values = [.. tokens.Select(Constant)];
        if (values.All(v => v is null))
        {
            return;
        }

        (long limit, int? ignored) = call.TokensOf(input);
        int wrong = FirstOutside(values, limit, ignored);
        if (wrong >= 0)
        {
            call.Report(UsageRules.DD7007_TokenRange, KnownElements.Place(tokens[wrong], input.Location),
                $"Token {values[wrong]!.Value.ToString(CultureInfo.InvariantCulture)} at position {wrong} is none of the {limit} of input "
                + $"\"{input.Border!.Name}\" in {call.Title}: they are 0 to {limit - 1}"
                + (ignored is { } none ? $", and {none} stands for nothing. Correct it." : ". Correct it, or give [Embedding] a larger Vocabulary."));
        }
    }

    private static int FirstOutside(long?[] values, long limit, int? ignored) =>
        Array.FindIndex(values, v => v is { } value && value != ignored && (value < 0 || value >= limit));

    /// <summary>One report for an array: labels counted from 1 would be as many.</summary>
    private static void Range(ModelCall call, BorderValue target, IReadOnlyList<IOperation> labels, Location argument)
    {
        long?[] values = [.. labels.Select(Constant)];
        int wrong = FirstOutside(values, target.Limit, target.Ignored);
        if (wrong < 0)
        {
            return;
        }

        bool fromOne = values.All(v => v is { } label && label >= 1 && label <= target.Limit);
        call.Report(UsageRules.DD7004_LabelRange, KnownElements.Place(labels[wrong], argument),
            $"Label {values[wrong]!.Value.ToString(CultureInfo.InvariantCulture)} at position {wrong} is none of the "
            + $"{target.Limit} classes of output \"{target.Name}\" in {call.Title}: they are 0 to {target.Limit - 1}"
            + (target.Ignored is { } ignored ? $", and {ignored} is ignored. " : ". ")
            + (fromOne ? "Subtract 1 from these labels, which seem to count from 1."
                : "Correct it, or give the last layer a unit for it."));
    }

    private static void Type(ModelCall call, IOperation label, Location argument)
    {
        IOperation value = KnownLength.Unconverted(label);
        if (call.Border.Labels is { } classes && value.Type is { TypeKind: TypeKind.Enum } type
            && type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) != classes.Type)
        {
            string own = classes.Type.Substring(classes.Type.LastIndexOfAny(['.', ':']) + 1);
            call.Report(UsageRules.DD7005_LabelType, KnownElements.Place(label, argument),
                $"{value.Syntax} is a {type.Name}, but the classes in {call.Title} are those of [Labels(typeof({own}))]. Pass a {own}.");
        }
    }

    private static long? Constant(IOperation label) =>
        label.ConstantValue is { HasValue: true, Value: { } value and (int or byte or sbyte or short or ushort or uint or long) }
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
}
