namespace DeepDsl;

/// <summary>Of boxes around the same thing keeps the one that is surest.</summary>
public static class NonMaximumSuppression
{
    /// <summary>
    /// Keeps the box with the highest score, drops those of its class that overlap it too much, and goes on with the rest; of equal scores
    /// the first comes first. The result is what is kept, best first. It lies at the beginning of <paramref name="boxes"/>; what stands
    /// behind it is of no use any more. Nothing is allocated.
    /// </summary>
    /// <param name="boxes">Those found in one image, <c>[Boxes]</c>, in any order.</param>
    /// <param name="threshold">Intersection over union beyond which two boxes are around the same thing, from 0 to 1.</param>
    public static Span<BoundingBox> Keep(Span<BoundingBox> boxes, double threshold = 0.5)
    {
        if (!(threshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), FormattableString.Invariant($"Boxes overlap by 0 to 1, but the threshold is {threshold}; 0.5 is usual."));
        }
        BoundingBox.CheckFinite(boxes, nameof(boxes));
        int kept = 0;
        for (Span<BoundingBox> rest = boxes; rest.Length > 0;)
        {
            BringBestToFront(rest);
            kept++;
            rest = rest.Slice(1, DropOverlapping(rest[0], rest[1..], threshold));
        }
        return boxes[..kept];
    }

    /// <summary>The others stay in their order.</summary>
    private static void BringBestToFront(Span<BoundingBox> boxes)
    {
        int best = 0;
        for (int i = 1; i < boxes.Length; i++)
        {
            best = boxes[i].Score > boxes[best].Score ? i : best;
        }
        BoundingBox front = boxes[best];
        boxes[..best].CopyTo(boxes[1..]);
        boxes[0] = front;
    }

    /// <summary>Moves the others to the front, in their order; returns how many there are.</summary>
    private static int DropOverlapping(in BoundingBox best, Span<BoundingBox> boxes, double threshold)
    {
        int left = 0;
        foreach (BoundingBox box in boxes)
        {
            if (box.Class != best.Class || box.IntersectionOverUnion(best) <= threshold)
            {
                boxes[left++] = box;
            }
        }
        return left;
    }
}
