using System.Numerics.Tensors;
using DeepDsl;

namespace Gan;

/// <summary>Compares pictures with real ones, each with the one that is nearest to it.</summary>
internal sealed class Neighbors(Dataset images)
{
    /// <summary>Mean distance of pictures to those nearest to them, and how many of those are of each class.</summary>
    public (double Distance, int[] Classes) Of(ReadOnlySpan<float> pictures)
    {
        int size = images.Input(0).Length;
        double sum = 0;
        int[] classes = new int[images.LabelArray().Max() + 1];
        for (int at = 0; at < pictures.Length; at += size)
        {
            (float distance, int label) = Nearest(pictures.Slice(at, size));
            sum += distance;
            classes[label]++;
        }

        return (sum / (pictures.Length / size), classes);
    }

    private (float Distance, int Label) Nearest(ReadOnlySpan<float> picture)
    {
        (float Distance, int Label) nearest = (float.PositiveInfinity, 0);
        for (int i = 0; i < images.Count; i++)
        {
            float distance = TensorPrimitives.Distance(picture, images.Input(i));
            if (distance < nearest.Distance)
            {
                nearest = (distance, images.Label(i));
            }
        }

        return nearest;
    }
}
