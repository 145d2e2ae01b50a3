namespace DeepDsl.Onnx;

internal static class Softmaxes
{
    public static void Softmax(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        int axis = NodeAttributes.Axis(node.Long("axis", s.Opset >= 13 ? -1 : 1), x.Rank);

        // Older versions take all axes from there on together.
        AxisPart[] along = s.Opset >= 13 ? x.View[axis] : [.. x.View[axis..].SelectMany(a => a)];
        if (along.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException("takes softmax along the batch");
        }

        if (along.Length == 0)
        {
            // Of one value it is 1.
            double one = node.Operator == "Softmax" ? 1 : 0;
            s.Set(node.Outputs[0], x with { Pending = ScalarCode.Of(one), Scores = one == 1 && x.Scores is { } own
                ? own with { AreWeights = true } : null });
            return;
        }

        ImportedValue stored = Layouts.Store(s, x, Parts.Apart(x.Stored, along));
        int at = Array.FindIndex(stored.Stored, a => a.SequenceEqual(along));
        ImportedLayer layer = new(node.Operator, stored.Layer);
        layer = at == stored.Stored.Length - 1 ? layer : layer.With("Axis", at);
        bool areWeights = node.Operator == "Softmax" && axis == x.Rank - 1 && x.Scores is not null;
        s.Set(node.Outputs[0], stored.GivenBy(s.Add(layer)) with { Scores = areWeights ? x.Scores! with { AreWeights = true } : null });
    }
}
