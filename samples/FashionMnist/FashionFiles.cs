using DeepDsl;

namespace FashionMnist;

/// <summary>Finds, or downloads, the four IDX files of Fashion-MNIST.</summary>
internal sealed class FashionFiles
{
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";
    private const string Address = "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/";

    private static readonly string[] s_files =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

    private readonly string[] _paths;

    private FashionFiles(string[] paths) => _paths = paths;

    public Dataset Train => IdxFile.ReadDataset(_paths[0], _paths[1]);

    public Dataset Test => IdxFile.ReadDataset(_paths[2], _paths[3]);

    /// <summary>Those after <c>--download</c>, or in the folder after <c>--data</c>, or where they usually are.</summary>
    public static async Task<FashionFiles> Chosen(CommandLine options) => Find(options.Has("--download") ? await Download() : options.Text("--data"));

    /// <summary>The files in a folder, plain or gzip; without one in that of the environment, of the Debian package, or of a download.</summary>
    private static FashionFiles Find(string? folder)
    {
        string?[] folders = folder != null ? [folder] : [Environment.GetEnvironmentVariable("FASHION_MNIST_DIR"), DebianFolder, DownloadFolder];
        foreach (string candidate in folders.OfType<string>())
        {
            string?[] paths = [.. s_files.Select(f => PathIn(candidate, f))];
            if (!paths.Contains(null))
            {
                return new FashionFiles(paths!);
            }
        }

        throw new FileNotFoundException(
            $"Fashion-MNIST was not found in {string.Join(" or ", folders.OfType<string>())}: a folder with the files "
            + $"{string.Join(", ", s_files)} (plain or .gz) is needed. Name it by --data or FASHION_MNIST_DIR, install the Debian package "
            + "dataset-fashion-mnist, or add --download.");
    }

    /// <summary>Fetches what is not there yet (30 MB), each file under its name only when it is complete.</summary>
    private static async Task<string> Download()
    {
        Directory.CreateDirectory(DownloadFolder);
        using HttpClient web = new();
        foreach (string file in s_files.Where(f => PathIn(DownloadFolder, f) == null))
        {
            string path = Path.Combine(DownloadFolder, file + ".gz");
            Console.WriteLine($"downloading {file}.gz");
            await File.WriteAllBytesAsync(path + ".part", await web.GetByteArrayAsync(Address + file + ".gz"));
            File.Move(path + ".part", path, overwrite: true);
        }

        return DownloadFolder;
    }

    private static string DownloadFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fashion-mnist");

    private static string? PathIn(string folder, string file) =>
        new[] { file + ".gz", file }.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists);
}
