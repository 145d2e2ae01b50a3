using DeepDsl.Images;
using DeepDsl.Tests;
using SkiaSharp;

namespace DeepDsl.Data.Tests.Images;

/// <summary>Folders of images as data sets and streams.</summary>
public sealed class ImageFolderTests : IDisposable
{
    private static readonly ImageOptions s_gray = new(2, 2, 1);

    private readonly TemporaryFolder _folder = new();

    public ImageFolderTests()
    {
        foreach (string name in new[] { "dog/b", "dog/sub/a", "cat/2", "cat/10", "Zebra/1" })
        {
            Put($"{name}.png");
        }
        _folder.Write("dog/readme.txt", "none");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>In ordinal order: capitals first, 10 before 2, and b before sub.</summary>
    [Fact]
    public void Classes_and_images_come_in_ordinal_order()
    {
        Dataset data = ImageFolder.Read(_folder[""], 2, 2, 1);
        Assert.Equal(["Zebra", "cat", "dog"], data.ClassNames);
        Assert.Equal([0, 1, 1, 2, 2], data.LabelArray());
        Assert.Equal(
            new[] { "Zebra/1", "cat/10", "cat/2", "dog/b", "dog/sub/a" }.Select(n => Shade($"{n}.png")),
            Enumerable.Range(0, 5).Select(i => (byte)Math.Round(255 * data.Input(i)[3])));
    }

    [Fact]
    public void Test_data_have_the_numbers_of_the_classes_given() => Assert.Equal(
        [0, 0, 1, 3, 3], ImageFolder.Read(_folder[""], s_gray, ["dog", "Zebra", "lion", "cat"]).LabelArray());

    [Fact]
    public void A_stream_has_the_same_images_in_an_order_of_its_own()
    {
        Dataset all = ImageFolder.Read(_folder[""], s_gray);
        DataStream stream = ImageFolder.Stream(_folder[""], s_gray, seed: 3, piece: 2);
        Dataset[] pieces = [.. stream.Open(CancellationToken.None)];
        Assert.Equal([2, 2, 1], pieces.Select(p => p.Count));
        Assert.Equal(5, stream.Samples);
        (float, int)[] met = [.. pieces.SelectMany(p => Enumerable.Range(0, p.Count).Select(i => (p.Input(i)[0], p.Label(i))))];
        Assert.Equal(Enumerable.Range(0, 5).Select(i => (all.Input(i)[0], all.Label(i))).Order(), met.Order());
        Assert.NotEqual(Enumerable.Range(0, 5).Select(i => (all.Input(i)[0], all.Label(i))), met);
        Assert.Equal(met, stream.Open(CancellationToken.None).SelectMany(p => Enumerable.Range(0, p.Count).Select(i => (p.Input(i)[0], p.Label(i)))));
    }

    [Fact]
    public void The_first_damaged_file_is_named()
    {
        string damaged = _folder.Write("cat/10.png", [1, 2, 3]);
        _folder.Write("dog/b.png", [1, 2, 3]);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(
                $"{damaged} is no image that can be read, or is damaged: PNG, JPEG, WebP, BMP and GIF can. Save it as one.",
                Assert.Throws<InvalidDataException>(() => ImageFolder.Read(_folder[""], s_gray)).Message);
        }
    }

    [Fact]
    public void A_folder_that_holds_no_classes_says_so()
    {
        Assert.Equal(
            $"{_folder["none"]} is no folder; pass one that has a folder for each class.",
            Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Read(_folder["none"], 2, 2)).Message);
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Equal(
            $"{_folder["empty"]} has no file *.png, *.jpg, *.jpeg, *.webp, *.bmp, *.gif. Take the folder away, or put some there.",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(_folder[""], 2, 2)).Message);
    }

    /// <summary>What the runtime writes is what another library reads.</summary>
    [Fact]
    public void A_contact_sheet_is_an_image()
    {
        ContactSheet sheet = new(1, 1, 3) { Zoom = 4 };
        sheet.Add([1, 0.2f, 0]);
        sheet.Write(_folder["sheet.png"]);
        float[] middle = ImageFile.Read(_folder["sheet.png"], new ImageOptions(8, 8))[(3 * ((8 * 4) + 4))..][..3];
        Assert.Equal([1, 0.2f, 0], middle);
    }

    private static byte Shade(string name) => (byte)(name.Sum(c => c) * 7);

    private void Put(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        using SKBitmap bitmap = new(3, 3);
        byte shade = Shade(name);
        bitmap.Erase(new SKColor(shade, shade, shade));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _folder.Write(name, png.ToArray());
    }
}
