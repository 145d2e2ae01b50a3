namespace DeepDsl.Tests.Detection;

/// <summary>Boxes with whole corners on a small sheet, so that areas can be counted, with scores and overlaps that are often equal.</summary>
internal static class RandomBoxes
{
    private const int Side = 9;

    public static BoundingBox[] Draw(Random random, int count, int classes) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        (int left, int top) = (random.Next(Side - 1), random.Next(Side - 1));
        return new BoundingBox(
            left, top, random.Next(left, Side) + 1, random.Next(top, Side) + 1, random.Next(classes), random.Next(6) / 5f);
    })];

    /// <summary>By counting unit squares.</summary>
    public static double Overlap(BoundingBox a, BoundingBox b)
    {
        int both = 0;
        int either = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                both += Covers(a, x, y) && Covers(b, x, y) ? 1 : 0;
                either += Covers(a, x, y) || Covers(b, x, y) ? 1 : 0;
            }
        }

        return (double)both / either;
    }

    private static bool Covers(BoundingBox box, int x, int y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;
}
