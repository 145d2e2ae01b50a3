using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Print;

/// <summary>The [Loss] attributes as the runtime's definitions.</summary>
internal static class LossDefinitions
{
    private const string NoTarget = "new int[] { 0 }";

    public static IEnumerable<string> Of(IReadOnlyList<LossUse> losses, ModelGraph model) => losses.Select(l =>
        $"new LossDefinition(global::DeepDsl.Loss.{(LossTable.Find(l.Function.Name) is null ? "Custom" : l.Function.Name)}, {l.Output}, "
        + $"{(l.TargetShape is { } target ? Ints(model.Extents.Largest(target)) : NoTarget)}, "
        + $"{(l.LabelShape is { } labels ? Ints(model.Extents.Largest(labels)) : "null")}, {(l.LabelShape is null ? 0 : l.Classes)}, "
        + $"{Literals.Double(l.Weight)}){Facts(l, model)}");

    private static string Facts(LossUse loss, ModelGraph model)
    {
        string[] facts =
        [
            .. loss.IsOnScores ? ["IsOnScores = true"] : Array.Empty<string>(),
            .. loss.TakesFloats ? Array.Empty<string>() : ["TakesFloats = false"],
            .. loss.IgnoreIndex is { } ignored ? [$"IgnoreIndex = {ignored}"] : Array.Empty<string>(),
            .. loss.Lengths is { } lengths ? [$"Lengths = {LengthDefinitions.Of(lengths, model)}"] : Array.Empty<string>(),
            .. loss.Sequences is { } s ? [$"Sequences = new SequenceRules({s.Blank}, {(s.TakesImpossible ? "true" : "false")})"] : Array.Empty<string>(),
            .. loss.Sampling is { } sampling
                ? [$"Sampling = new ClassSampling({sampling.Count}, {(sampling.IsUniform ? "true" : "false")})"] : Array.Empty<string>(),
            .. loss.Function.Question == LossQuestion.YesOrNo ? ["IsYesOrNo = true"] : Array.Empty<string>(),
            .. loss.Labels is { } named
                ? [$"ClassNames = new string[] {{ {string.Join(", ", named.Members.Select(Literals.Text))} }}"] : Array.Empty<string>(),
            .. loss.TargetShape is { } target && SizePrinter.Sizes(target) is { } sizes ? [$"TargetSizes = {sizes}"] : Array.Empty<string>(),
            .. loss.LabelShape is { } labels && SizePrinter.Sizes(labels) is { } ints ? [$"IntTargetSizes = {ints}"] : Array.Empty<string>(),
        ];
        return facts.Length == 0 ? "" : $" {{ {string.Join(", ", facts)} }}";
    }

    private static string Ints(Shape shape) => $"new int[] {{ {string.Join(", ", shape.Select(d => d.Constant))} }}";
}
