using System.Text.RegularExpressions;

namespace DeepDsl.Onnx;

/// <summary>Elements of one value or of another.</summary>
internal static class Choices
{
    public static void Where(ImportScope s, OnnxNode node)
    {
        if (s.Constant(node, 0) is { } condition)
        {
            ByConstant(s, node, condition);
            return;
        }

        (object yes, object no) = (Side(s, node, 1), Side(s, node, 2));
        ImportedValue chooser = Activations.FinishLong(s, s.Unfinished(node, 0));
        ScalarCode chooses = chooser.Pending ?? ScalarCode.X;
        ImportedValue root = chooser.Plain;
        ImportedValue? other = new[] { yes, no }.OfType<ImportedValue>().FirstOrDefault(v => !Elementwise.AreSame(v, root))?.Plain;
        if (other is null)
        {
            ScalarCode Own(object side) => side is Constant number ? ScalarCode.Of(number.Single!.Value)
                : ((ImportedValue)side).Pending ?? ScalarCode.X;
            s.Set(node.Outputs[0], root with { Pending = ScalarCode.Choice(chooses, Own(yes), Own(no)) });
            return;
        }

        // Of two values: what is done to each of them before is part of the function.
        string Text(object side) => side is Constant number ? ScalarCode.Of(number.Single!.Value).Text!
            : side is ImportedValue value && Elementwise.AreSame(value, root) ? Named(value.Pending ?? ScalarCode.X, "a")
            : side is ImportedValue second && Elementwise.AreSame(second, other) ? Named(second.Pending ?? ScalarCode.X, "b")
            : throw new NoCounterpartException("chooses between two values by a third");
        if (Slopes(s, chooses, yes, no, root) is { } slopes)
        {
            s.Set(node.Outputs[0], slopes);
            return;
        }

        Alignment both = Alignment.Of(s, root, other);
        string function = $"{Named(chooses, "a")} != 0f ? {Text(yes)} : {Text(no)}";
        int layer = s.Compute("Choice", [both.First.Layer, both.Second.Layer], [], p => p[0].Map(p[1], function));
        s.Set(node.Outputs[0], new ImportedValue(layer, both.Stored, both.View) { IsChannelsFirst = both.First.IsChannelsFirst });
    }

    /// <summary>x above 0, and a slope of its channel times x below.</summary>
    private static ImportedValue? Slopes(ImportScope s, ScalarCode chooses, object yes, object no, ImportedValue root)
    {
        bool isAbove = Activations.AreEqual(chooses, x => x > 0 ? 1 : 0);
        bool isSame = yes is ImportedValue { Pending: null } own && Elementwise.AreSame(own, root);
        return isAbove && isSame && no is ImportedValue { Pending: null } below && s.Layers[below.Layer] is { Function: not null } scale
            && scale.Reads is [var read] && read == root.Layer && scale.Function.Source.Contains("=> x * w;", StringComparison.Ordinal)
            && scale.Weights["w"] is { Shape.Length: 1 } slope && slope.Shape[0] == AxisPart.SizeOf(root.Stored[^1])
                ? root with { Layer = s.Add(new ImportedLayer("PReLU", root.Layer).Weighted("slope", slope)) } : null;
    }

    /// <summary>A number, or a value.</summary>
    private static object Side(ImportScope s, OnnxNode node, int input) => s.Constant(node, input) is { } constant
        ? constant.Single is not null ? constant : throw new NoCounterpartException("chooses between a value and several numbers by a value")
        : Activations.FinishLong(s, s.Unfinished(node, input));

    private static string Named(ScalarCode code, string name) => Regex.Replace(
        code.Text ?? throw new NoCounterpartException("computes the error function by itself, which is no layer outside of [GELU]"), @"\bx\b",
            name);

    private static void ByConstant(ImportScope s, OnnxNode node, Constant condition)
    {
        (Constant? yes, Constant? no) = (s.Constant(node, 1), s.Constant(node, 2));
        if ((yes is null) == (no is null) || (yes ?? no)!.Single is not { } fill)
        {
            throw new NoCounterpartException("chooses between two values, or between a value and several numbers");
        }

        ImportedValue x = s.Value(node, yes is null ? 1 : 2);
        bool IsHidden(double truth) => truth != 0 == yes is not null;
        bool isCausal = AttentionMasks.IsCausal(condition, truth => IsHidden(truth));
        if (fill == 0 && x.Scores is { AreWeights: true, IsCausal: true } && isCausal)
        {
            s.Set(node.Outputs[0], x); // these are zero already
            return;
        }

        // Softmax leaves nothing of them whether it is added or stands there; nor does infinity leave anything of what it is added to.
        if (fill <= AttentionMasks.Hidden && (s.AreSoftmaxes(node.Outputs[0]) || double.IsNegativeInfinity(fill)))
        {
            float[] hidden = [.. Enumerable.Range(0, condition.Count)
                .Select(i => IsHidden(condition.At(i)) ? (float)Math.Max(fill, -1e30) : 0)];
            s.Set(node.Outputs[0], Elementwise.WithConstant(
                s, "Add", x, condition.With(hidden).Seen(condition.Shape, condition.Kept), isValueFirst: true));
            return;
        }

        if (!double.IsFinite(fill))
        {
            throw new NoCounterpartException("puts infinity in place of values");
        }

        Constant Of(double own, double other) => condition.With(
            [.. Enumerable.Range(0, condition.Count).Select(i => (float)(IsHidden(condition.At(i)) ? own : other))]).Seen(
                condition.Shape, condition.Kept);
        ImportedValue kept = Elementwise.WithConstant(s, "Mul", x, Of(0, 1), isValueFirst: true);
        s.Set(node.Outputs[0], fill == 0 ? kept : Elementwise.WithConstant(s, "Add", kept, Of(fill, 0), isValueFirst: true));
    }
}
