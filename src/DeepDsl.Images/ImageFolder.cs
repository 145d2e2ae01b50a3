using System.Globalization;
using System.Runtime.ExceptionServices;

namespace DeepDsl.Images;

/// <summary>
/// A folder that has a folder of image files for each class. Classes are numbered in the ordinal order of their names, and images come in
/// the order of classes and paths, the same on every machine and number of threads.
/// </summary>
public static class ImageFolder
{
    private static readonly string[] s_patterns = ["*.png", "*.jpg", "*.jpeg", "*.webp", "*.bmp", "*.gif"];

    /// <summary>Reads all images, stretched to a size. Other files are not looked at; one that is damaged is an error that names it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">3 for colours, 1 for gray.</param>
    /// <returns>Images <c>[height, width, channels]</c> of 0..1 with their classes.</returns>
    public static Dataset Read(string path, int width, int height, int channels = 3) => Read(path, new ImageOptions(width, height, channels));

    /// <summary>Reads all images.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">The form in which they are read.</param>
    /// <param name="classNames">The classes in order, so that test data have the numbers of training data; null for all folders in ordinal order.</param>
    /// <returns>Images <c>[Height, Width, Channels]</c> of 0..1 with their classes.</returns>
    public static Dataset Read(string path, ImageOptions options, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ClassFolders folders = ClassFolders.Of(path, s_patterns, classNames);
        if ((long)folders.Files.Length * options.Values > Array.MaxLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has {folders.Files.Length:N0} images, which at {options.Values:N0} values each are more than one array holds. "
                + $"Read them by ImageFolder.Stream({options.Width}, {options.Height}, ...)."));
        }
        return Piece(folders, options, folders.Files, folders.Labels);
    }

    /// <summary>
    /// Reads images while a net is trained on them, on all cores, so that they need not fit in memory. They come in an order that mixes
    /// classes, always the same for a seed.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">The form in which they are read.</param>
    /// <param name="seed">Of their order.</param>
    /// <param name="classNames">The classes in order; null for all folders in ordinal order.</param>
    /// <param name="piece">How many are read at once.</param>
    /// <param name="shuffleBuffer">Among how many of them those of a batch are drawn; in memory are these, and those that are read ahead.</param>
    public static DataStream Stream(
        string path, ImageOptions options, int seed = 0, IReadOnlyList<string>? classNames = null, int piece = 64, int shuffleBuffer = 512)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(piece, 1);
        options.Check();
        ClassFolders folders = ClassFolders.Of(path, s_patterns, classNames);
        int[] order = RowOrder.Shuffled(folders.Files.Length, (ulong)seed);
        return new DataStream(() => order.Chunk(piece).Select(rows => Piece(
            folders, options, Array.ConvertAll(rows, r => folders.Files[r]), Array.ConvertAll(rows, r => folders.Labels[r]))))
        {
            Samples = order.Length, ShuffleBuffer = shuffleBuffer,
        };
    }

    private static Dataset Piece(ClassFolders folders, ImageOptions options, string[] files, int[] labels)
    {
        float[] images = new float[files.Length * options.Values];
        Exception?[] errors = new Exception?[files.Length];
        Parallel.For(0, files.Length, (i, state) =>
        {
            try
            {
                ImageFile.Read(files[i], options, images.AsSpan(i * options.Values, options.Values));
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                errors[i] = e;
                state.Break(); // those before it are read, so that the first that is damaged is named, whichever thread met another
            }
        });
        if (Array.Find(errors, e => e != null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
        return Dataset.FromArrays(images, labels).WithClassNames(folders.ClassNames);
    }
}
