using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Checks the results of a graph, those that are known, against what a classifier means.</summary>
public static class CheckOutputs
{
    private const int MostColors = 3;

    public static IEnumerable<Problem> Run(ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        foreach (LossUse loss in losses.Where(l => l.Function is CategoricalLoss or BinaryLoss && !model.IsGuessed(l.Output)))
        {
            if (DenseOnImage(model, loss) is not { IsGuessed: false } row)
            {
                continue;
            }

            string units = row.Layer.Spec["Units"]?.ToString() ?? "";
            yield return new Problem(ProblemKind.WrongRank,
                $"{row.Layer.Title} needs a flat input for {loss.Function.Name}, but {row.Layer.Source()} gives {row.Inputs[0]}. Add [Flatten] before it; "
                + $"to label every position, write [Conv2D({units}, Kernel = 1)].",
                row.Path.ToArray());
            yield break;
        }
    }

    /// <summary>
    /// The first dense layer on an image, in a model that ends in one and whose output is smaller than the image it was given: such a one
    /// means to classify the image. A dense layer at every position of a full-size map is a sound segmentation head.
    /// </summary>
    private static LayerRow? DenseOnImage(ModelGraph model, LossUse loss)
    {
        bool OnImage(LayerRow row) => row.Layer.Op is Dense && row.Inputs[0].Rank >= 3;
        Shape output = loss.OutputShape;
        Shape[] inputs = [.. model.Inputs.Select(i => i.Node.Shape.WithoutBatch())];
        if (output.Rank < 3 || inputs.Any(i => LabelsEveryPosition(model, i, output))
            || (loss.Function is BinaryLoss && !inputs.Any(i => i.Rank == output.Rank)))
        {
            return null;
        }

        return model.Rows.LastOrDefault(r => r.Layer.Op is not ActivationOp) is { } last && OnImage(last) ? model.Rows.First(OnImage) : null;
    }

    /// <summary>
    /// As many positions as the input has. From one grey value or colour alone, with no layer that looks around it, nobody means to tell a
    /// class: there a flatten was forgotten.
    /// </summary>
    private static bool LabelsEveryPosition(ModelGraph model, Shape input, Shape output)
    {
        bool looksAround = model.Rows.Any(r => r.Layer.Op.Window(r.Layer, r.Inputs[0]) is not null);
        return input.Rank == output.Rank && input.Take(input.Rank - 1).SequenceEqual(output.Take(output.Rank - 1))
            && (looksAround || input.Channels.Estimate > MostColors);
    }
}
