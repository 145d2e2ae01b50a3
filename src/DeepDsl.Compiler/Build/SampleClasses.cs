using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Outputs that are trained on a few of their classes: the graph that trains gives the scores of the label's class and of those drawn, from
/// their vectors alone, in place of all scores. What it draws and the labels are inputs of it; that the vectors' gradient has few rows, and
/// that a tied table adds to it, follows from differentiation.
/// </summary>
public static class SampleClasses
{
    public static ModelGraph Run(ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        for (int i = 0; i < losses.Count; i++)
        {
            if (losses[i].Sampling is { } sampling)
            {
                model.Sampled.Add(i, Sample(model, losses[i], sampling, losses.Count == 1 ? "" : $"{i + 1}"));
            }
        }

        return model;
    }

    private static SampledClasses Sample(ModelGraph model, LossUse use, ClassSampling sampling, string number)
    {
        Graph g = model.Graph;
        LayerRow row = model.OutputRows[use.Output]!;
        g.Layer = row.Layer.Path;
        Node x = row.Reads[0];
        int inputs = x.Shape.Channels.Value;
        ClassVectors vectors = ((IScoresClasses)row.Layer.Op).Vectors(row.Layer, g, inputs, use.Classes);
        Shape positions = use.LabelShape!.WithBatch();
        InputNode labels = (InputNode)g.Input($"labels{number}", positions, ElementType.Int32);
        InputNode drawn = (InputNode)g.Input($"drawn{number}", new Shape(sampling.Count), ElementType.Int32);
        Node each = g.Reshape(x, new Shape(positions.Size, inputs));
        Node own = vectors.OfEach(each, g.Reshape(labels, new Shape(positions.Size)), mayMiss: use.IgnoreIndex is not null);
        Node scores = g.Reshape(g.Concat(-1, own, vectors.OfAll(each, drawn)), new Shape(positions.Append(1 + sampling.Count)));
        model.Outputs[use.Output] = (model.Outputs[use.Output].Name, Roles.Name(scores, "sampled"));
        return new SampledClasses(labels, drawn);
    }

    /// <summary>Why the scores of an output can't be had one by one, in words that follow "but"; null where they can.</summary>
    internal static string? Obstacle(ModelGraph model, int output)
    {
        (string name, Node value) = model.Outputs[output];
        LayerRow? row = model.OutputRows[output];
        if (row?.Layer is not { Op: IScoresClasses op } layer || !op.GivesScores(layer) || Programs.Passes.Views.Source(value) != Programs.Passes.Views.Source(row.Value))
        {
            return $"output \"{name}\" is that of {row?.Layer.Title ?? "an input"}; let [Dense] without an activation or [Unembed] give it";
        }

        return model.Rows.FirstOrDefault(r => r.Sources.Contains(row)) is { } reader
            ? $"{reader.Layer.Title} reads all scores of {layer.Title} too; leave it out, or leave out Samples"
            : model.OutputRows.Count(r => r == row) > 1 ? $"{layer.Title} gives two outputs; keep one of them" : null;
    }
}
