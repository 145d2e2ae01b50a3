namespace DeepDsl;

/// <summary>Images turned, to learn from those without labels.</summary>
public sealed partial class Dataset
{
    private static readonly string[] s_turnNames = ["0", "90", "180", "270"];

    /// <summary>
    /// Each image four times: as it is, and turned counterclockwise by 90, 180 and 270 degrees; the label is by how many quarters. To tell
    /// that a net has to see what is there, and needs no other labels (Gidaris et al., 2018). The samples are copies, four in a row of each.
    /// </summary>
    /// <param name="size">Height and width of the images <c>[size, size, C]</c>.</param>
    /// <param name="input">The input that holds them; others are left out.</param>
    public Dataset QuarterTurns(int size, int input = 0)
    {
        if (input < 0 || input >= Inputs.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(input), $"Input {input} was to be turned, but this data set has {Inputs.Count} from 0 on.");
        }
        DataColumn column = Inputs[input];
        if (column.IsInt || size < 1 || column.Width % ((long)size * size) != 0)
        {
            throw new ArgumentException(
                $"QuarterTurns takes images of floats [{size}, {size}, C], but column '{column.Name}' has {column.Width} "
                + $"{(column.IsInt ? "ints" : "floats")} a sample. Give the height and width that its images have.", nameof(size));
        }
        int turns = s_turnNames.Length;
        float[] images = new float[checked(turns * Count * column.Width)];
        int[] labels = new int[turns * Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % turns;
            Span<float> image = images.AsSpan(i * column.Width, column.Width);
            if (labels[i] == 0)
            {
                Input(i / turns, input).CopyTo(image);
            }
            else
            {
                Turn(images.AsSpan((i - 1) * column.Width, column.Width), image, size);
            }
        }
        return new Dataset(
            [new DataColumn(column.Name, images, column.Width)], [new DataColumn("turns", labels)], null, s_turnNames, Range(labels.Length));
    }

    /// <summary>By a quarter, counterclockwise: what was the last column is the first row.</summary>
    private static void Turn(ReadOnlySpan<float> image, Span<float> turned, int size)
    {
        int channels = image.Length / (size * size);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                image.Slice(((column * size) + size - 1 - row) * channels, channels).CopyTo(turned[(((row * size) + column) * channels)..]);
            }
        }
    }
}
