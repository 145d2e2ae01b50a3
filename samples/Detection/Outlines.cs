using DeepDsl;

namespace Detection;

/// <summary>Draws boxes into images: around circles in full lines, around squares in dashes, around triangles in dots.</summary>
internal static class Outlines
{
    /// <summary>Height and width of the result.</summary>
    public const int Size = Zoom * Image.Size;

    private const int Zoom = 3;
    private const int Width = 2;
    private const int Period = 8;

    public static float[] Around(IEnumerable<BoundingBox> boxes, Image image)
    {
        float[] picture = new float[Size * Size];
        for (int i = 0; i < picture.Length; i++)
        {
            picture[i] = image.Pixels[(i / Size / Zoom * Image.Size) + (i % Size / Zoom)];
        }

        foreach (BoundingBox box in boxes)
        {
            Draw(box, picture);
        }

        return picture;
    }

    private static void Draw(BoundingBox box, float[] picture)
    {
        (int left, int top, int right, int bottom) = (Place(box.Left), Place(box.Top), Place(box.Right), Place(box.Bottom));
        int inked = (Kind)box.Class switch { Kind.Circle => Period, Kind.Square => 5, _ => 2 };
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                bool isRow = Math.Min(y - top, bottom - y) < Width;
                bool isColumn = Math.Min(x - left, right - x) < Width;
                if ((isRow && (x - left) % Period < inked) || (isColumn && (y - top) % Period < inked))
                {
                    picture[(y * Size) + x] = 1;
                }
            }
        }
    }

    private static int Place(float corner) => Math.Clamp((int)Math.Round(Zoom * corner), 0, Size - 1);
}
