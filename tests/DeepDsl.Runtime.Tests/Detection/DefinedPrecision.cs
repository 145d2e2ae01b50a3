namespace DeepDsl.Tests.Detection;

/// <summary>
/// Average precision as it is defined, with nothing kept from one step to the next: for each number of boxes that might be found, the highest
/// precision among all lists of the first so many boxes that find as many, each list judged anew.
/// </summary>
internal static class DefinedPrecision
{
    public static double Mean((BoundingBox[] Found, BoundingBox[] Truths)[] images, double threshold)
    {
        double sum = 0;
        int classes = 0;
        for (int index = 0; index < 3; index++)
        {
            int truths = images.Sum(i => i.Truths.Count(t => t.Class == index));
            if (truths > 0)
            {
                sum += OfClass(images, index, truths, threshold);
                classes++;
            }
        }

        return classes == 0 ? double.NaN : sum / classes;
    }

    private static double OfClass((BoundingBox[] Found, BoundingBox[] Truths)[] images, int index, int truths, double threshold)
    {
        (int Image, BoundingBox Box)[] all = [.. from image in Enumerable.Range(0, images.Length)
                                                 from box in images[image].Found
                                                 where box.Class == index
                                                 select (image, box)];
        int[] order = Enumerable.Range(0, all.Length).ToArray();
        Array.Sort(order, (a, b) => all[b].Box.Score.CompareTo(all[a].Box.Score) is var c and not 0 ? c : a.CompareTo(b));
        double area = 0;
        for (int found = 1; found <= truths; found++)
        {
            double highest = 0;
            for (int length = 1; length <= all.Length; length++)
            {
                int right = Right(images, order.Take(length).Select(i => all[i]), index, threshold);
                highest = right >= found ? Math.Max(highest, (double)right / length) : highest;
            }

            area += highest / truths;
        }

        return area;
    }

    private static int Right((BoundingBox[] Found, BoundingBox[] Truths)[] images, IEnumerable<(int Image, BoundingBox Box)> boxes, int index, double threshold)
    {
        HashSet<(int Image, int Truth)> taken = [];
        foreach ((int image, BoundingBox box) in boxes)
        {
            int best = -1;
            double overlap = 0;
            for (int i = 0; i < images[image].Truths.Length; i++)
            {
                BoundingBox truth = images[image].Truths[i];
                if (truth.Class == index && !taken.Contains((image, i)) && RandomBoxes.Overlap(box, truth) > overlap)
                {
                    (best, overlap) = (i, RandomBoxes.Overlap(box, truth));
                }
            }

            if (overlap >= threshold)
            {
                taken.Add((image, best));
            }
        }

        return taken.Count;
    }
}
