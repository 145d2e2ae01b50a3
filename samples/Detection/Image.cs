using DeepDsl;
using Pictures;

namespace Detection;

/// <summary>One to three shapes, lighter or darker than the ground, under noise.</summary>
/// <param name="Pixels">Gray in about [0, 1], row by row.</param>
/// <param name="Truths">A box around each shape, in pixels.</param>
internal sealed record Image(float[] Pixels, BoundingBox[] Truths)
{
    /// <summary>Height and width.</summary>
    public const int Size = 48;

    private const int MostShapes = 3;
    private const int LeastSide = 10;
    private const int MostSide = 22;
    private const float Ground = 0.5f;
    private const float Noise = 0.1f;

    public static Image Draw(Random random)
    {
        float[] pixels = Array.ConvertAll(NormalNumbers.Draw(random, Size * Size), n => Ground + (Noise * n));
        List<BoundingBox> truths = [];
        for (int shapes = 1 + random.Next(MostShapes); shapes > 0; shapes--)
        {
            BoundingBox box = Place(random);
            // A cell can tell of one shape alone, and of one that another covers there is little to see.
            if (truths.TrueForAll(t => t.IntersectionOverUnion(box) < 0.1 && Grid.CellOf(t) != Grid.CellOf(box)))
            {
                truths.Add(box);
                Fill(box, pixels, (0.2f + (0.2f * random.NextSingle())) * (random.Next(2) == 0 ? -1 : 1));
            }
        }

        return new(pixels, [.. truths]);
    }

    private static BoundingBox Place(Random random)
    {
        int side = random.Next(LeastSide, MostSide + 1);
        int left = random.Next(Size - side + 1);
        int top = random.Next(Size - side + 1);
        return new(left, top, left + side, top + side, random.Next(Enum.GetValues<Kind>().Length));
    }

    private static void Fill(BoundingBox box, float[] pixels, float light)
    {
        float side = box.Right - box.Left;
        for (int y = (int)box.Top; y < box.Bottom; y++)
        {
            for (int x = (int)box.Left; x < box.Right; x++)
            {
                if (Covers((Kind)box.Class, (x + 0.5f - box.Left) / side, (y + 0.5f - box.Top) / side))
                {
                    pixels[(y * Size) + x] += light;
                }
            }
        }
    }

    /// <summary>Whether a shape that fills [0, 1] x [0, 1] covers a point of it.</summary>
    private static bool Covers(Kind kind, float x, float y) => kind switch
    {
        Kind.Circle => MathF.Pow(x - 0.5f, 2) + MathF.Pow(y - 0.5f, 2) <= 0.25f,
        Kind.Triangle => Math.Abs(x - 0.5f) <= y / 2,
        _ => true,
    };
}
