using System.Text.Json;
using DeepDsl.Images;
using DeepDsl.Tests;

namespace DeepDsl.Data.Tests.Images;

/// <summary>Image files that Pillow wrote (tests/reference/image_files.py), against what Pillow reads of them; and files that are damaged.</summary>
public sealed class ImageFileTests : IDisposable
{
    private static readonly JsonElement s_reference = Reference.Read("image_files.json");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => [.. s_reference.GetProperty("files").EnumerateObject().Select(f => f.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Values_are_those_of_pillow(string file)
    {
        string path = _folder.Write(file, Bytes(file));
        int cases = 0;
        foreach (JsonElement expected in s_reference.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("file").GetString() == file))
        {
            ImageOptions options = new(expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32(), expected.GetProperty("channels").GetInt32())
            {
                Fit = Enum.Parse<ImageFit>(expected.GetProperty("fit").GetString()!),
                Ground = s_reference.GetProperty("ground").GetSingle(),
            };
            float[] values = ImageFile.Read(path, options);
            Assert.Equal(values, ImageFile.Read(File.ReadAllBytes(path), options));
            float[] pillow = expected.GetProperty("values").Floats();
            Assert.Equal(pillow.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.True(Math.Abs(pillow[i] - values[i]) < 2e-6, $"{file} at {options}, value {i}: {pillow[i]} is expected, found {values[i]}");
            }
            cases++;
        }
        Assert.NotEqual(0, cases);
    }

    [Fact]
    public void A_photograph_can_stay_as_it_lies_in_its_file()
    {
        string turned = _folder.Write("turned.jpg", Bytes("turned6.jpg"));
        string plain = _folder.Write("plain.jpg", Bytes("smooth.jpg"));
        ImageOptions options = new(21, 13) { Upright = false };
        Assert.Equal(ImageFile.Read(plain, options), ImageFile.Read(turned, options));
    }

    [Fact]
    public void A_file_of_too_many_pixels_is_refused_before_it_is_decoded()
    {
        // The header of a PNG of 65,500 by 65,500 pixels, which would take 17 GB.
        byte[] bomb = Bytes("gray.png");
        bomb.AsSpan(16, 8).Clear();
        (bomb[18], bomb[19], bomb[22], bomb[23]) = (0xFF, 0xDC, 0xFF, 0xDC);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Sum(bomb.AsSpan(12, 17)));
        string path = _folder.Write("bomb.png", bomb);
        Assert.Equal(
            $"{path} has 65,500 by 65,500 pixels, more than the 50,000,000 of ImageOptions.MaxPixels; set that higher, or make the image smaller.",
            Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new ImageOptions(8, 8))).Message);
        Assert.StartsWith(
            "The content has 65,500 by 65,500 pixels",
            Assert.Throws<InvalidDataException>(() => ImageFile.Read(File.ReadAllBytes(path), new ImageOptions(8, 8))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Whatever is changed in a file, it is an image or one sentence that names it.</summary>
    [Theory]
    [InlineData("colours.png")]
    [InlineData("smooth.jpg")]
    [InlineData("lossless.webp")]
    [InlineData("palette.gif")]
    [InlineData("colours.bmp")]
    public void A_damaged_file_is_named(string file) => Damage(file, times: 40);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Files))]
    public void A_damaged_file_is_named_whatever_is_changed(string file) => Damage(file, times: 500);

    [Fact]
    public void What_is_no_size_is_refused() => Assert.Equal(
        "Images are read as some rows of some pixels, of 1 channel for gray or 3 for colours; found [4, 0, 3].",
        Assert.Throws<ArgumentException>(() => ImageFile.Read("none.png", new ImageOptions(0, 4))).Message);

    private void Damage(string file, int times)
    {
        byte[] whole = Bytes(file);
        Random random = new(7);
        ImageOptions options = new(6, 6) { MaxPixels = 1_000_000 };
        string path = _folder[file];
        int refused = 0;
        for (int i = 0; i < times; i++)
        {
            byte[] bytes = i % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int change = 0; change < i % 4 && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            _folder.Write(file, bytes);
            try
            {
                float[] image = ImageFile.Read(path, options);
                Assert.All(image, v => Assert.InRange(v, -1e-6f, 1 + 1e-6f));
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith($"{path} ", e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, times / 8, times);
    }

    private static byte[] Bytes(string file) => Convert.FromBase64String(s_reference.GetProperty("files").GetProperty(file).GetString()!);

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }
        return ~sum;
    }
}
