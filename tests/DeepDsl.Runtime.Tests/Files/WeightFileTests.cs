using System.IO.Compression;
using System.Text;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>Files of weights of all kinds: what they are taken for, how a model takes them, and what they may cost.</summary>
public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_in_several_files_is_that_of_one()
    {
        TinyClassifier net = new(seed: 1);
        net.SaveWeights(_folder["w"]);
        SafetensorsTensor[] all = [.. SafetensorsFile.Read(_folder["w"]).Tensors.Values];
        SafetensorsFile.Write(_folder["a.safetensors"], all[..1]);
        SafetensorsFile.Write(_folder["b.safetensors"], all[1..]);
        string entries = string.Join(',', all.Select((t, i) => $"\"{t.Name}\": \"{(i == 0 ? "a" : "b")}.safetensors\""));
        TinyClassifier read = new(seed: 2);
        Assert.True(read.LoadWeights(Index($"{{{entries}}}")).IsExact);
        Assert.Equal(net.Bits(), read.Bits());
    }

    [Theory]
    [InlineData("""{"x": "../w"}""", "is not an index of weights, which says under 'weight_map' which file has which array: '../w' is not the name of a "
        + "file beside it.")]
    [InlineData("""{"x": "c:w"}""", "is not an index of weights, which says under 'weight_map' which file has which array: 'c:w' is not the name of a "
        + "file beside it.")]
    [InlineData("""{"x": "w", "x": "w"}""", "is not an index of weights, which says under 'weight_map' which file has which array: it has 'x' twice.")]
    [InlineData("""{"x": "lost"}""", "names lost, which is not beside it. Download it too.")]
    [InlineData("""{"dense1.weigth": "w"}""", "says that w has 'dense1.weigth', but it has not. Did you mean 'dense1.weight'? Download both again.")]
    [InlineData("""{"x": "i"}""", "names i, which is an index too. Name files of arrays.")]
    public void An_index_that_leads_nowhere_is_refused(string map, string reason)
    {
        new TinyClassifier(seed: 1).SaveWeights(_folder["w"]);
        string path = Index(map);
        Assert.Equal($"{path} {reason}", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message);
    }

    [Fact]
    public void Arrays_are_renamed_or_left_out()
    {
        TinyClassifier net = new(seed: 1);
        net.SaveWeights(_folder["w"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["w"]);
        SafetensorsFile.Write(
            _folder["other"], [.. file.Tensors.Values.Select(t => t.Renamed($"module.{t.Name}")), SafetensorsTensor.FromFloats("step", [1], [1])]);
        TinyClassifier read = new(seed: 2);
        WeightFile renamed = WeightFile.Read(_folder["other"]).Renamed(n => n == "step" ? null : n["module.".Length..]);
        Assert.True(read.LoadWeights(renamed).IsExact);
        Assert.Equal(net.Bits(), read.Bits());
        Assert.StartsWith(
            $"Two arrays of {_folder["w"]} become 'same', one of them '",
            Assert.Throws<ArgumentException>(() => WeightFile.Read(_folder["w"]).Renamed(_ => "same")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0 }, "is an HDF5 file, as Keras writes them. "
        + "LoadKerasWeights of the package DeepDsl.Keras reads those.")]
    [InlineData(new byte[] { (byte)'G', (byte)'G', (byte)'U', (byte)'F', 3, 0, 0, 0, 0 }, "is a GGUF file, whose weights are quantized for another "
        + "runtime. Load the safetensors file that it was made from.")]
    [InlineData(new byte[] { 0x80, 4, 0x95, 1, 0, 0, 0, 0, 0, 0, 0, (byte)'N', (byte)'.' }, "is a pickle that torch.save did not write, which would have "
        + "to be run. In Python, save model.state_dict() with torch.save.")]
    public void Files_of_others_are_known_by_their_beginning(byte[] bytes, string reason)
    {
        string path = _folder.Write("model.bin", bytes);
        Assert.Equal($"{path} {reason}", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message);
    }

    /// <summary>By the table of Micikevicius et al. (2022).</summary>
    [Fact]
    public void Floats_of_eight_bits_are_those_that_are_published()
    {
        Assert.Equal(
            [448, 0.015625f, 0.013671875f, 0.001953125f, -0f, -1.125f, float.NaN],
            Floats(SafetensorsType.F8_E4M3, 0x7E, 0x08, 0x07, 0x01, 0x80, 0xB9, 0x7F));
        Assert.Equal(
            [57344, 6.103515625e-05f, 4.57763671875e-05f, 1.52587890625e-05f, float.NegativeInfinity, float.NaN],
            Floats(SafetensorsType.F8_E5M2, 0x7B, 0x04, 0x03, 0x01, 0xFC, 0x7D));
    }

    [Fact]
    public void Whole_numbers_of_any_size_are_longs_as_far_as_they_fit()
    {
        Assert.Equal([-2, 1], Of(SafetensorsType.I8, [0xFE, 1]).ToLongs());
        Assert.Equal([0xFFFE], Of(SafetensorsType.U16, [0xFE, 0xFF]).ToLongs());
        Assert.Equal([0xFFFFFFFE], Of(SafetensorsType.U32, [0xFE, 0xFF, 0xFF, 0xFF]).ToLongs());
        Assert.Equal(
            "Tensor 'x' of w holds U64, but one of them is above 2^63 - 1.",
            Assert.Throws<InvalidDataException>(() => Of(SafetensorsType.U64, [.. Enumerable.Repeat((byte)0xFF, 8)]).ToLongs()).Message);
        Assert.Equal(
            "Tensor 'x' of w holds F16, but whole numbers were expected.",
            Assert.Throws<InvalidDataException>(() => Of(SafetensorsType.F16, [0, 0]).ToLongs()).Message);
    }

    public static TheoryData<string, string> Bombs => new()
    {
        // Dicts that hold one another twice, sixteen deep: 65,536 entries of some hundred bytes.
        { $"}}q\0{string.Concat(Enumerable.Range(1, 15).Select(i => Pair((char)i, (char)(i - 1))))}.", "too often" },
        { "}q\0(X\u0001\0\0\0ah\0u.", "too often" },
        { "}r\u007F\u007F\u007F\u007F.", "has kept no more than 0" },
        { "X\u007F\u007F\u007F\u007F.", "ends before" },
        { "h\u0005.", "never kept" },
        { "R.", "more than it has" },
        { "t.", "never began" },
        { "}", "without the instruction that ends one" },
        { "cos\nsystem\n.", "names 'os.system'" },
        { "cbuiltins\neval\n.", "names 'builtins.eval'" },
        { "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.", "names 'posix.system'" },
        { "\u0080\u0006.", "protocol 6" },
        { "i", "the instruction 0x69" },
        { "ccollections\nOrderedDict\nK\u0001\u0085R.", "calls 'collections.OrderedDict' with arguments" },
        { "K\u0001.", "holds no dict" },
        { "}.", "holds no tensor" },
        { "}X\u0001\0\0\0ab.", "holds no tensor" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_pickle_that_does_harm_elsewhere_is_refused_and_costs_little(string pickle, string reason)
    {
        string path = Zip(("m/data.pkl", Encoding.Latin1.GetBytes(pickle)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.StartsWith($"{path} is not a file of weights that torch.save wrote: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_file_that_unpacks_to_more_is_refused()
    {
        string path = _folder["m.pt"];
        using (ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create))
        {
            using Stream content = zip.CreateEntry("m/data.pkl", CompressionLevel.Optimal).Open();
            content.Write(new byte[50_000_000]);
        }
        Assert.EndsWith(
            "'m/data.pkl' in it is compressed or encrypted, which torch.save does not do.",
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_spread_over_too_many_are_refused()
    {
        // One float as a million, by a stride of 0.
        string pickle = "}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpu"
            + "K\u0001tQK\0J\u0040\u0042\u000F\0\u0085K\0\u0085\u0089NtRs.";
        string path = Zip(("m/data.pkl", Encoding.Latin1.GetBytes(pickle)), ("m/data/0", new byte[4]));
        Assert.Contains(
            "its tensors would take 4000000 bytes and more, but the file has ",
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
        string three = pickle.Replace("\u0040\u0042\u000F\0", "\u0003\0\0\0", StringComparison.Ordinal);
        path = Zip(("m/data.pkl", Encoding.Latin1.GetBytes(three)), ("m/data/0", [0, 0, 0xC0, 0x3F]));
        Assert.Equal([1.5f, 1.5f, 1.5f], WeightFile.Read(path).Tensors["w"].ToFloats());
        string beyond = three.Replace("K\0\u0085\u0089N", "K\u0001\u0085\u0089N", StringComparison.Ordinal);
        path = Zip(("m/data.pkl", Encoding.Latin1.GetBytes(beyond)), ("m/data/0", new byte[4]));
        Assert.EndsWith(
            "tensor 'w' reaches beyond the 4 bytes that its values lie in.",
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private static SafetensorsTensor Of(SafetensorsType type, byte[] bytes) =>
        SafetensorsTensor.FromBytes("x", type, [bytes.Length / SafetensorsHeader.ElementSize(type)], bytes, "w");

    private static float[] Floats(SafetensorsType type, params byte[] bytes) => Of(type, bytes).ToFloats();

    /// <summary>A dict that is kept as one number, with another, kept before, as both of its values.</summary>
    private static string Pair(char own, char other) => $"}}q{own}(X\u0001\0\0\0ah{other}X\u0001\0\0\0bh{other}u";

    private string Index(string map)
    {
        string index = $$"""{"metadata": {}, "weight_map": {{map}}}""";
        _folder.Write("i", index);
        return _folder.Write("model.safetensors.index.json", index);
    }

    private string Zip(params (string Name, byte[] Bytes)[] entries)
    {
        string path = _folder["m.pt"];
        using ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in entries)
        {
            using Stream content = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            content.Write(bytes);
        }
        return path;
    }
}
