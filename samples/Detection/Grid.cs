using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DeepDsl;

namespace Detection;

/// <summary>Boxes as the net has them, and back.</summary>
internal static class Grid
{
    /// <summary>Cells in a row and in a column.</summary>
    public const int Size = 6;

    private const int Cells = Size * Size;
    private const int Corners = 4;
    private const float Side = (float)Image.Size / Size;

    /// <summary>The cell in which the middle of a box lies, counted row by row.</summary>
    public static int CellOf(BoundingBox box) =>
        ((int)((box.Top + box.Bottom) / 2 / Side) * Size) + (int)((box.Left + box.Right) / 2 / Side);

    /// <summary>What each cell is to say. Cells without a shape have no kind, and a box without an area, which count nothing.</summary>
    public static Dataset Targets(IReadOnlyList<Image> images)
    {
        int[] presence = new int[images.Count * Cells];
        int[] kinds = new int[images.Count * Cells];
        float[] corners = new float[images.Count * Cells * Corners];
        Array.Fill(kinds, -1);
        for (int i = 0; i < images.Count; i++)
        {
            foreach (BoundingBox truth in images[i].Truths)
            {
                int cell = CellOf(truth);
                (float x, float y) = Middle(cell);
                int at = (i * Cells) + cell;
                presence[at] = 1;
                kinds[at] = truth.Class;
                float[] reach = [truth.Left - x, truth.Top - y, truth.Right - x, truth.Bottom - y];
                Array.ConvertAll(reach, r => r / Side).CopyTo(corners, at * Corners);
            }
        }

        return new Dataset(
            [new DataColumn("image", [.. images.SelectMany(i => i.Pixels)], Image.Size * Image.Size)],
            [
                new DataColumn("presence", presence, Cells),
                new DataColumn("kind", kinds, Cells),
                new DataColumn("corners", corners, Cells * Corners),
            ]);
    }

    // <found>
    /// <summary>Boxes found in an image, one around each thing: what several cells have found is kept of the surest.</summary>
    /// <param name="net">What finds.</param>
    /// <param name="image">Where.</param>
    /// <param name="leastScore">Probability that there is a shape, and of that kind, below which a box is left out.</param>
    public static BoundingBox[] Find(ShapeDetector net, Image image, double leastScore)
    {
        (float[] presence, float[] kinds, float[] corners) = net.PredictProbabilities(image.Pixels);
        List<BoundingBox> boxes = [];
        for (int cell = 0; cell < Cells; cell++)
        {
            ReadOnlySpan<float> kind = kinds.AsSpan(kinds.Length / Cells * cell, kinds.Length / Cells);
            int likeliest = TensorPrimitives.IndexOfMax(kind);
            float score = presence[cell] * kind[likeliest];
            if (score >= leastScore)
            {
                boxes.Add(BoxAt(cell, corners.AsSpan(cell * Corners, Corners)) with { Class = likeliest, Score = score });
            }
        }

        return NonMaximumSuppression.Keep(CollectionsMarshal.AsSpan(boxes)).ToArray();
    }
    // </found>

    private static BoundingBox BoxAt(int cell, ReadOnlySpan<float> corners)
    {
        (float x, float y) = Middle(cell);
        return new(x + (Side * corners[0]), y + (Side * corners[1]), x + (Side * corners[2]), y + (Side * corners[3]));
    }

    private static (float X, float Y) Middle(int cell) => (((cell % Size) + 0.5f) * Side, ((cell / Size) + 0.5f) * Side);
}
