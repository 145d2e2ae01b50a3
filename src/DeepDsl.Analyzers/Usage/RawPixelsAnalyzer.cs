using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Bytes of an image that become floats as they are, for a model that does not scale them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawPixelsAnalyzer : CallAnalyzer
{
    /// <summary>Sides of a picture that is given as a vector; smaller squares may be boards.</summary>
    private const int LeastSide = 16;

    private const int MostColours = 4;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7013_RawPixels];

    protected override void Analyze(ModelCall call)
    {
        foreach (CallValue input in call.Inputs.Where(i => i.Border is { IsInt: false, Shape: { IsConstant: true } s } && IsPicture(s)))
        {
            if (Bytes(KnownLength.Unconverted(input.Argument.Value)) is { } bytes
                && call.FirstReadersOf(input) is { Count: > 0 } readers && readers.All(r => r.HasWeights() && !r.IsNorm()))
            {
                call.Report(UsageRules.DD7013_RawPixels, input.Location,
                    $"{input.Argument.Value.Syntax} holds bytes, from 0 to 255, and {readers[0].Layer.Title} of {call.Title} reads them as they "
                    + "are: its weights start for values around 1, so that the first steps overshoot. "
                    + $"Write {bytes.Syntax} / 255f, or begin the model with [BatchNorm].");
            }
        }
    }

    private static bool IsPicture(Shape shape) => shape.Rank == 3
        ? shape.Channels.Value <= MostColours && shape[0].Value >= LeastSide && shape[1].Value >= LeastSide
        : shape.Rank == 1 && new[] { 1, 3 }.Any(colours => IsSquare(shape[0].Value, colours));

    private static bool IsSquare(int values, int colours) =>
        (int)Math.Round(Math.Sqrt(values / colours)) is var side && side >= LeastSide && side * side * colours == values;

    /// <summary>The byte that each element is; null where something else may have been done to it.</summary>
    private static IOperation? Bytes(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "ConvertAll", ContainingType.SpecialType: SpecialType.System_Array } } all =>
            Converted(all.Arguments.Last().Value),
        IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } each =>
            Converted(each.Arguments.Last().Value),
        IInvocationOperation { TargetMethod: { Name: "ToArray", ContainingType.Name: "Enumerable" } } list =>
            Bytes(KnownLength.Unconverted(list.Arguments[0].Value)),
        ILocalReferenceOperation local when LocalValue.Of(local) is { } initial => KnownLength.Unconverted(initial) switch
        {
            IArrayCreationOperation { Initializer: null } => Filled(local),
            var other => LocalValue.WithElements(local) is null ? null : Bytes(other),
        },
        _ => null,
    };

    /// <summary>What a lambda converts from bytes.</summary>
    private static IOperation? Converted(IOperation value) =>
        value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } }
        && body[0] is IReturnOperation { ReturnedValue: { } result } ? FromByte(result) : null;

    /// <summary>What a loop writes into a new array, if nothing else is done to that but to give it to models.</summary>
    private static IOperation? Filled(ILocalReferenceOperation local)
    {
        IOperation[] written = [.. LocalValue.Writes(local).Select(w => w.Value)];
        return LocalValue.OnlyWritesElements(local) && written.Length == 1 ? FromByte(written[0]) : null;
    }

    private static IOperation? FromByte(IOperation value) =>
        value is IConversionOperation { Type.SpecialType: SpecialType.System_Single, Operand: { } operand }
        && KnownLength.Unconverted(operand) is { Type.SpecialType: SpecialType.System_Byte } bytes ? bytes : null;
}
