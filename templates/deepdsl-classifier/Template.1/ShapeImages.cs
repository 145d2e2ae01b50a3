using DeepDsl;

namespace Template._1;

/// <summary>Draws images to begin with: circles, squares and triangles of random places, sizes and colours.</summary>
public static class ShapeImages
{
    private const int Size = 28; // and a border of two pixels
    private const int ImagesOfEach = 100;

    private static readonly string[] s_names = ["circle", "square", "triangle"];

    /// <summary>Makes a folder with a folder of images for each shape.</summary>
    public static void Draw(string folder)
    {
        Random random = new(1);
        foreach (string name in s_names)
        {
            string images = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (int i = 0; i < ImagesOfEach; i++)
            {
                ContactSheet image = new(Size, Size, channels: 3);
                image.Add(Image(name, random));
                image.Write(Path.Combine(images, $"{i:00}.png"));
            }
        }
    }

    private static float[] Image(string name, Random random)
    {
        int radius = random.Next(7, 13);
        int row = random.Next(radius, Size - radius);
        int column = random.Next(radius, Size - radius);
        float[] colour = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
        float[] image = new float[Size * Size * 3];
        for (int pixel = 0; pixel < Size * Size; pixel++)
        {
            int y = (pixel / Size) - row;
            int x = (pixel % Size) - column;
            bool inside = name switch
            {
                "circle" => (x * x) + (y * y) <= radius * radius,
                "square" => Math.Max(Math.Abs(x), Math.Abs(y)) <= radius * 3 / 4,
                _ => y <= radius && 2 * Math.Abs(x) <= y + radius,
            };
            for (int channel = 0; channel < 3; channel++)
            {
                image[(pixel * 3) + channel] = inside ? colour[channel] * 0.5f : 0.8f + (0.2f * random.NextSingle());
            }
        }

        return image;
    }
}
