namespace DeepDsl;

/// <summary>
/// How well boxes are found, gathered image by image. Each box found, best first, takes of the true boxes of its class in its image the one
/// it covers best of those that are left, if their intersection over union reaches a threshold; else it is wrong. The average precision of a
/// class is the area under its curve of precision over recall, where the precision at a recall is the highest at that or any higher one: at
/// every point, as Pascal VOC has it since 2010, while COCO takes the mean at 101 of them. The mean is over the classes that have a truth.
/// </summary>
public sealed class MeanAveragePrecision
{
    private readonly List<Image> _images = [];

    /// <summary>The mean over the thresholds 0.50, 0.55, .. 0.95, which is what COCO ranks by; not a number without a truth.</summary>
    public double Value
    {
        get
        {
            Class[] classes = Classes();
            return Enumerable.Range(0, 10).Average(i => Mean(classes, (50 + (5 * i)) / 100.0));
        }
    }

    /// <summary>Adds an image; what is passed is copied.</summary>
    /// <param name="found">Boxes found in it, <c>[Boxes]</c>, in any order; of equal scores the first comes first.</param>
    /// <param name="truths">Boxes that are there, <c>[Truths]</c>; their scores don't count.</param>
    public void Add(ReadOnlySpan<BoundingBox> found, ReadOnlySpan<BoundingBox> truths)
    {
        BoundingBox.CheckFinite(found, nameof(found));
        BoundingBox.CheckFinite(truths, nameof(truths));
        for (int i = 0; i < truths.Length; i++)
        {
            if (truths[i].Area == 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"truths[{i}] is {truths[i]}, which has no area and can't be found; leave it out."), nameof(truths));
            }
        }
        _images.Add(new Image([.. found.ToArray().OrderByDescending(b => b.Score)], truths.ToArray()));
    }

    /// <summary>The mean over classes at one threshold; not a number without a truth.</summary>
    /// <param name="threshold">Least intersection over union of a box that is right, above 0 and up to 1.</param>
    public double At(double threshold) => Mean(Classes(), threshold);

    /// <summary>The average precision of one class; not a number where it has no truth.</summary>
    /// <param name="index">The class.</param>
    /// <param name="threshold">Least intersection over union of a box that is right, above 0 and up to 1.</param>
    public double ForClass(int index, double threshold) => Precision(OfClass(index), threshold);

    /// <summary>Forgets all images.</summary>
    public void Reset() => _images.Clear();

    private Class[] Classes() => [.. _images.SelectMany(i => i.Truths).Select(t => t.Class).Distinct().Select(OfClass)];

    /// <summary>Boxes overlap by as much at every threshold, so by how much is found once.</summary>
    private Class OfClass(int index)
    {
        List<Found[]> images = [];
        int count = 0;
        foreach (Image image in _images)
        {
            BoundingBox[] truths = [.. image.Truths.Where(t => t.Class == index)];
            count += truths.Length;
            images.Add([.. image.Found.Where(b => b.Class == index)
                .Select(b => new Found(b.Score, Array.ConvertAll(truths, t => b.IntersectionOverUnion(t))))]);
        }
        return new Class(images, count);
    }

    private static double Mean(Class[] classes, double threshold) =>
        classes.Length == 0 ? double.NaN : classes.Average(c => Precision(c, threshold));

    private static double Precision(Class boxes, double threshold)
    {
        if (!(threshold is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), FormattableString.Invariant($"Boxes overlap by up to 1, but the threshold is {threshold}; 0.5 is usual."));
        }
        // Ordering keeps the order of what is equal, so that the result does not depend on chance.
        bool[] areRight = [.. boxes.Images.SelectMany(i => Judge(i, threshold)).OrderByDescending(j => j.Score).Select(j => j.IsRight)];
        return AreaUnderCurve(areRight, boxes.Truths);
    }

    private static IEnumerable<(float Score, bool IsRight)> Judge(Found[] image, double threshold)
    {
        HashSet<int> taken = [];
        foreach (Found box in image)
        {
            (double overlap, int at) =
                box.Overlaps.Select((o, i) => (Overlap: o, i)).Where(t => !taken.Contains(t.i)).DefaultIfEmpty().MaxBy(t => t.Overlap);
            bool isRight = overlap >= threshold;
            if (isRight)
            {
                taken.Add(at);
            }
            yield return (box.Score, isRight);
        }
    }

    /// <summary>Recall rises where a box is right, each time by the same; from the end, the highest precision so far is that of the curve.</summary>
    private static double AreaUnderCurve(bool[] areRight, int truths)
    {
        int right = areRight.Count(r => r);
        double highest = 0;
        double sum = 0;
        for (int i = areRight.Length - 1; i >= 0; i--)
        {
            if (areRight[i])
            {
                highest = Math.Max(highest, right / (i + 1.0));
                sum += highest;
                right--;
            }
        }
        return truths == 0 ? double.NaN : sum / truths;
    }

    /// <summary>What was found is ordered by its score.</summary>
    private sealed record Image(BoundingBox[] Found, BoundingBox[] Truths);

    /// <summary>What was found of one class in each image, and how many truths it has in all.</summary>
    private sealed record Class(List<Found[]> Images, int Truths);

    /// <param name="Overlaps">With each truth of its class in its image.</param>
    private sealed record Found(float Score, double[] Overlaps);
}
