namespace DeepDsl.Report.Tests;

/// <summary>Data that models of tests learn something of, drawn by a seed.</summary>
internal static class ReportData
{
    /// <summary>Images whose brightest colour is their class, and two numbers that follow from it.</summary>
    public static Dataset Marks(int count, int seed)
    {
        Random random = new(seed);
        (float[] images, int[] marks, float[] places) = (new float[count * 8 * 8 * 3], new int[count], new float[2 * count]);
        for (int i = 0; i < count; i++)
        {
            marks[i] = random.Next(3);
            for (int p = 0; p < 8 * 8 * 3; p++)
            {
                images[(i * 8 * 8 * 3) + p] = (float)((0.7 * random.NextDouble()) + (p % 3 == marks[i] ? 0.3 : 0));
            }
            (places[2 * i], places[(2 * i) + 1]) = (marks[i] + (float)random.NextDouble(), -marks[i]);
        }
        return new Dataset([new("input", images, 8 * 8 * 3)], [new("mark", marks), new("place", places, 2)]);
    }

    /// <summary>Images of one class with a bright left half, of the other with a bright right half.</summary>
    public static Dataset Halves(int count, int seed)
    {
        Random random = new(seed);
        (float[] images, int[] labels) = (new float[count * 36], new int[count]);
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(2);
            for (int p = 0; p < 36; p++)
            {
                images[(i * 36) + p] = (float)(random.NextDouble() + ((p % 6 < 3) == (labels[i] == 0) ? 1 : 0));
            }
        }
        return Dataset.FromArrays(images, labels);
    }

    public static Dataset Plane(int count, int seed)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, 3 * count).Select(_ => (float)random.NextDouble())];
        float[] y = [.. Enumerable.Range(0, count).Select(i => (2 * x[3 * i]) - x[(3 * i) + 1] + (float)(0.1 * random.NextDouble()))];
        return Dataset.FromArrays(x, y);
    }

    /// <summary>Three answers to each of four numbers.</summary>
    public static Dataset Tags(int count, int seed)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, 4 * count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] y = [.. Enumerable.Range(0, 3 * count).Select(i => x[(i / 3 * 4) + (i % 3)] + x[(i / 3 * 4) + 3] > 0 ? 1f : 0)];
        return new Dataset([new("input", x, 4)], [new("output", y, 3)]);
    }

    public static Dataset ManyClasses(int count, int seed)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, 4 * count).Select(_ => (float)random.NextDouble())];
        int[] y = [.. Enumerable.Range(0, count).Select(i => ((int)(5 * x[4 * i]) * 5) + (int)(5 * x[(4 * i) + 1]))];
        return Dataset.FromArrays(x, y);
    }

    /// <summary>Tokens whose remainder is their tag; a part of each sequence is padding.</summary>
    public static Dataset Tokens(int count, int seed)
    {
        Random random = new(seed);
        (int[] tokens, int[] tags) = (new int[12 * count], new int[12 * count]);
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = i % 12 < 4 + (i / 12 % 9) ? random.Next(1, 9) : 0;
            tags[i] = tokens[i] == 0 ? -1 : tokens[i] % 3;
        }
        return new Dataset([new("input", tokens, 12)], [new("output", tags, 12)]);
    }
}
