namespace DeepDsl.Onnx;

/// <summary>Softmax, and what chooses between scores and a number.</summary>
internal static class Softmaxes
{
    public static void Softmax(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        int axis = NodeAttributes.Axis(node.Long("axis", s.Opset >= 13 ? -1 : 1), x.Rank);

        // Older versions take all axes from there on together.
        AxisPart[] along = s.Opset >= 13 ? x.View[axis] : [.. x.View[axis..].SelectMany(a => a)];
        if (along.Length == 0 || along.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException("takes softmax along the batch, or of one value");
        }

        ImportedValue stored = Layouts.Store(s, x, Parts.Apart(x.Stored, along));
        int at = Array.FindIndex(stored.Stored, a => a.SequenceEqual(along));
        ImportedLayer layer = new(node.Operator, stored.Layer);
        layer = at == stored.Stored.Length - 1 ? layer : layer.With("Axis", at);
        bool areWeights = node.Operator == "Softmax" && axis == x.Rank - 1 && x.Scores is not null;
        s.Set(node.Outputs[0], stored.Plain with { Layer = s.Add(layer), Scores = areWeights ? x.Scores! with { AreWeights = true } : null });
    }

    public static void Where(ImportScope s, OnnxNode node)
    {
        Constant condition = s.Known(node, 0, "condition");
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

        if (fill <= AttentionMasks.Hidden)
        {
            // Softmax leaves nothing of them either way.
            float[] hidden = [.. Enumerable.Range(0, condition.Count).Select(i => IsHidden(condition.At(i)) ? (float)Math.Max(fill, -1e30) : 0)];
            s.Set(node.Outputs[0], Elementwise.WithConstant(s, "Add", x, condition.With(hidden).Seen(condition.Shape, condition.Kept), isValueFirst: true));
            return;
        }

        if (!double.IsFinite(fill))
        {
            throw new NoCounterpartException("puts infinity in place of values");
        }

        Constant Of(double own, double other) => condition.With(
            [.. Enumerable.Range(0, condition.Count).Select(i => (float)(IsHidden(condition.At(i)) ? own : other))]).Seen(condition.Shape, condition.Kept);
        ImportedValue kept = Elementwise.WithConstant(s, "Mul", x, Of(0, 1), isValueFirst: true);
        s.Set(node.Outputs[0], fill == 0 ? kept : Elementwise.WithConstant(s, "Add", kept, Of(fill, 0), isValueFirst: true));
    }
}
