namespace DeepDsl.Compiler.Print.Members;

/// <summary>
/// What takes labels of an enum that is not the model's. C# would say of such a call that an enum is no float; these compile it, so that an
/// analyzer can say which enum is wanted. Overloads of a higher priority are asked first, so they are in nobody's way. Fit and Evaluate have
/// theirs in Network, where those on ints are: of applicable methods C# takes those of the derived class, whatever their constraints.
/// </summary>
public static class OtherEnumMembers
{
    /// <summary>The name of their type parameter, by which the analyzer knows them.</summary>
    public const string TypeParameter = "TOtherEnum";

    private const string Labels = $"global::System.Collections.Generic.IEnumerable<{TypeParameter}>";
    private const string Head =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]\n"
        + "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-2)]\npublic ";

    internal static void Write(MemberWriter w, ModelBorder border)
    {
        if (!w.HasPriorities || border.LabelTargets.Count != 1 || !border.TakesLabelTargets)
        {
            return;
        }

        MethodParameter target = new(Labels, border.LabelTargets[0].Parameter, "Labels of another enum.");
        MethodParameter[] spans =
        [
            .. border.Inputs.Select(i => new MethodParameter(i.Span, i.Parameter, "Samples.")), target, .. Calls.Parameters(border),
            new("global::System.ReadOnlySpan<float>", "sampleWeights", "Weights of samples.", "default"),
        ];
        Method(w, border, "TrainStep", spans);
        Method(w, border, "EvaluateLoss", spans);
    }

    private static void Method(MemberWriter w, ModelBorder border, string name, IReadOnlyList<MethodParameter> parameters) => w.Generic(
        $"{Head}float {name}", TypeParameter, "struct, global::System.Enum", "Throws: these labels are of another enum than the classes.",
        parameters, "Nothing.",
        $"throw new global::System.ArgumentException({Literals.Text(Message(border))}, "
            + $"{Literals.Text(border.LabelTargets[0].Parameter.TrimStart('@'))});");

    private static string Message(ModelBorder border) => border.Labels is { } labels
        ? $"These labels are of another enum than the classes, which are those of {labels.Type.Replace("global::", "")}."
        : "The model names no enum of its classes: pass ints, or add [Labels(typeof(...))] to its declaration.";
}
