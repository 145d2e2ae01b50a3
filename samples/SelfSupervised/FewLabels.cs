using DeepDsl;

namespace SelfSupervised;

/// <summary>What somebody had the patience to label.</summary>
internal static class FewLabels
{
    /// <summary>The first images of each class, so many of each.</summary>
    public static Dataset Of(Dataset images, int each)
    {
        Dictionary<int, int> found = [];
        List<float> pixels = [];
        List<int> labels = [];
        for (int i = 0; i < images.Count; i++)
        {
            int label = images.Label(i);
            int before = found.GetValueOrDefault(label);
            if (before < each)
            {
                found[label] = before + 1;
                pixels.AddRange(images.Input(i));
                labels.Add(label);
            }
        }

        return Dataset.FromArrays([.. pixels], [.. labels]);
    }

    /// <summary>The same labels on views of the images, so many of each image.</summary>
    public static Dataset Viewed(Dataset few, Views views, int each)
    {
        float[] pixels = few.InputArray();
        int[] labels = few.LabelArray();
        return Dataset.FromArrays(
            [.. Enumerable.Range(0, each).SelectMany(_ => views.Of(pixels))], [.. Enumerable.Range(0, each).SelectMany(_ => labels)]);
    }
}
