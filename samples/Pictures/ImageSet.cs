using DeepDsl;
using FashionMnist;

namespace Pictures;

/// <summary>Square images of gray in [0, 1], each with its class: the digits that lie in the repository, or Fashion-MNIST.</summary>
/// <param name="Size">Height and width of an image.</param>
/// <param name="Train">Images to train on.</param>
/// <param name="Test">Images kept aside.</param>
internal sealed record ImageSet(int Size, Dataset Train, Dataset Test)
{
    private const int TestDigits = 360;

    /// <summary>Pixels of an image.</summary>
    public int Pixels => Size * Size;

    /// <summary>
    /// Fashion-MNIST after <c>--fashion</c>, after <c>--data</c> with the folder it is in, or after <c>--download</c>; else digits.
    /// </summary>
    public static async Task<ImageSet> Chosen(CommandLine options)
    {
        if (!options.Has("--fashion") && !options.Has("--data") && !options.Has("--download"))
        {
            return Digits();
        }

        try
        {
            return Fashion(await FashionFiles.Chosen(options));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or HttpRequestException)
        {
            CommandLine.Fail(e.Message);
            throw;
        }
    }

    /// <summary>Some of those to train on, as chance will have it.</summary>
    public float[] Draw(Random random, int count)
    {
        float[] drawn = new float[count * Pixels];
        for (int i = 0; i < count; i++)
        {
            Train.Input(random.Next(Train.Count)).CopyTo(drawn.AsSpan(i * Pixels));
        }

        return drawn;
    }

    public static ImageSet Digits()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
        float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
        (Dataset train, Dataset test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(digits.Count - TestDigits);
        return new(8, train, test);
    }

    private static ImageSet Fashion(FashionFiles files) => new(28, files.Train, files.Test);
}
