using System.Text;
using System.Text.Json;
using DeepDsl.Tests;
using DeepDsl.Tool.WeightFiles;

namespace DeepDsl.Tool.Tests;

public sealed class InspectTests
{
    private static readonly string[] s_files = ["net.safetensors", "net.pt", "net.onnx"];

    private static string Reference => Path.Combine(AppContext.BaseDirectory, "reference");

    public static TheoryData<string> Files => [.. s_files];

    /// <summary>What NumPy says of the same values.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Statistics_are_those_of_NumPy(string name)
    {
        using JsonDocument values = JsonDocument.Parse(File.ReadAllText(Path.Combine(Reference, "values.json")));
        JsonElement expected = values.RootElement.GetProperty(name);
        InspectedFile file = InspectedFile.Read(Path.Combine(Reference, name), reads: true, CancellationToken.None);
        Assert.Equal(expected.EnumerateObject().Select(e => e.Name), file.Tensors.Select(t => t.Name));
        foreach (InspectedTensor tensor in file.Tensors)
        {
            JsonElement row = expected.GetProperty(tensor.Name);
            ValueStatistics found = tensor.Statistics!;
            Assert.Equal(row.GetProperty("type").GetString(), tensor.Type);
            Assert.Equal(row.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()), tensor.Shape);
            Assert.Equal((row.GetProperty("nan").GetInt64(), row.GetProperty("infinite").GetInt64()), (found.NaNs, found.Infinities));
            Assert.Equal(row.TryGetProperty("mean", out JsonElement mean), found.HasFinite);
            if (found.HasFinite)
            {
                Assert.Equal((row.GetProperty("min").GetDouble(), row.GetProperty("max").GetDouble()), (found.Min, found.Max));
                Assert.Equal(mean.GetDouble(), found.Mean, 1e-15 * tensor.Values);
            }
        }
    }

    [Fact]
    public Task The_tables_of_files() =>
        Verifier.Verify(string.Join("\n", s_files.Select(file => ToolRun.Done(Reference, "inspect", file))));

    [Fact]
    public void Without_values_nothing_is_read_of_them()
    {
        string text = ToolRun.Done(Reference, "inspect", "net.safetensors", "--no-values");
        Assert.DoesNotContain("mean", text, StringComparison.Ordinal);
        Assert.Contains("conv.weight  F32   [4, 3, 3, 2]    288\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_shows_the_arrays_of_its_files()
    {
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(folder["a.safetensors"], [SafetensorsTensor.FromFloats("first", [2], [1, 3])]);
        SafetensorsFile.Write(folder["b.safetensors"], [SafetensorsTensor.FromInts("second", [1], [7])]);
        folder.Write("net.json", """{"weight_map": {"first": "a.safetensors", "second": "b.safetensors"}}""");
        string text = ToolRun.Done(folder["."], "inspect", "net.json");
        Assert.Contains("index of 2 files, 2 arrays, 3 values, 12 bytes", text, StringComparison.Ordinal);
        Assert.Contains("first   F32   [2]        8    1    3     2    0         0", text, StringComparison.Ordinal);
        File.Delete(folder["b.safetensors"]);
        Assert.EndsWith("names b.safetensors, which is not beside it. Download it too.", ToolRun.Refused(folder["."], "inspect", "net.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_takes_the_memory_of_a_piece()
    {
        const int Values = 1 << 24;
        using TemporaryFolder folder = new();
        byte[] header = Encoding.UTF8.GetBytes($$$"""{"w":{"dtype":"F32","shape":[{{{Values}}}],"data_offsets":[0,{{{4L * Values}}}]}}""");
        using (FileStream stream = File.Create(folder["large.safetensors"]))
        {
            stream.Write(BitConverter.GetBytes((long)header.Length));
            stream.Write(header);
            stream.Write(BitConverter.GetBytes(8f));
            stream.SetLength(8 + header.Length + (4L * Values));
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        InspectedTensor tensor =
            Assert.Single(InspectedFile.Read(folder["large.safetensors"], reads: true, CancellationToken.None).Tensors);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
        Assert.Equal((0, 8, 8.0 / Values), (tensor.Statistics!.Min, tensor.Statistics.Max, tensor.Statistics.Mean));
    }

    /// <summary>Weights are read in pieces, and those of a constant that a node is told are passed over.</summary>
    [Fact]
    public void A_large_ONNX_file_takes_the_memory_of_a_piece()
    {
        const int Values = 1 << 24;
        using TemporaryFolder folder = new();
        byte[] shape = [8, .. Varint(Values), 16, 1]; // dims, and floats
        byte[] named = [.. shape, 66, 1, (byte)'w', 74, .. Varint(4L * Values)]; // name, and how long the values are
        byte[] told = [.. shape, 74, .. Varint(4L * Values)];
        byte[] attribute = [42, .. Varint(told.Length + (4L * Values))];
        byte[] node = [34, 8, .. "Constant"u8, 42, .. Varint(attribute.Length + told.Length + (4L * Values))];
        byte[] first = [10, .. Varint(node.Length + attribute.Length + told.Length + (4L * Values)), .. node, .. attribute, .. told];
        byte[] second = [42, .. Varint(named.Length + (4L * Values)), .. named];
        using (FileStream stream = File.Create(folder["large.onnx"]))
        {
            stream.Write([58, .. Varint(first.Length + second.Length + (8L * Values)), .. first]);
            stream.Seek(4L * Values, SeekOrigin.Current);
            stream.Write(second);
            stream.Write(BitConverter.GetBytes(8f));
            stream.SetLength(stream.Position + (4L * Values) - 4);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        InspectedFile file = InspectedFile.Read(folder["large.onnx"], reads: true, CancellationToken.None);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
        Assert.Contains(("nodes", "Constant 1"), file.Facts);
        InspectedTensor tensor = Assert.Single(file.Tensors);
        Assert.Equal(("w", 0, 8, 8.0 / Values), (tensor.Name, tensor.Statistics!.Min, tensor.Statistics.Max, tensor.Statistics.Mean));
    }

    /// <summary>As of another user, or on a share that is gone: what the file itself says is shown all the same.</summary>
    [Fact]
    public void An_ONNX_file_is_shown_without_the_values_of_one_beside_it_that_is_not_to_be_read()
    {
        using TemporaryFolder folder = new();
        byte[] place = [10, 8, .. "location"u8, 18, 5, .. "w.bin"u8];
        byte[] tensor = [8, 1, 16, 1, 66, 1, (byte)'w', 106, (byte)place.Length, .. place, 112, 1];
        folder.Write("net.onnx", [58, (byte)(tensor.Length + 2), 42, (byte)tensor.Length, .. tensor]);
        folder.Write("w.bin", BitConverter.GetBytes(8f));
        Assert.Equal(8, Inspect().Statistics?.Max);
        using FileStream taken = new(folder["w.bin"], FileMode.Open, FileAccess.Read, FileShare.None);
        Assert.Equal(("w", 4L, null), (Inspect().Name, Inspect().Bytes, Inspect().Statistics));

        InspectedTensor Inspect() => Assert.Single(InspectedFile.Read(folder["net.onnx"], reads: true, CancellationToken.None).Tensors);
    }

    private static byte[] Varint(long value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];

    [Fact]
    public void Files_of_another_kind_are_refused_in_words()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.h5", [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0]);
        folder.Write("a.txt", "a text that is long enough");
        folder.Write("a.onnx", "a text that is long enough");
        Assert.Contains("is an HDF5 file", ToolRun.Refused(folder["."], "inspect", "a.h5"), StringComparison.Ordinal);
        Assert.Contains("is not a file of weights that is read here", ToolRun.Refused(folder["."], "inspect", "a.txt"), StringComparison.Ordinal);
        Assert.Contains("is not a valid ONNX file", ToolRun.Refused(folder["."], "inspect", "a.onnx"), StringComparison.Ordinal);
        Assert.Contains("does not exist", ToolRun.Refused(folder["."], "inspect", "b.onnx"), StringComparison.Ordinal);
    }

    /// <summary>An ONNX file that was cut off, or has other bytes, is read or refused, and takes no memory for what it says to have.</summary>
    [Fact]
    public void Damaged_ONNX_files_are_read_or_refused()
    {
        byte[] sound = File.ReadAllBytes(Path.Combine(Reference, "net.onnx"));
        using TemporaryFolder folder = TemporaryFolder.InMemory();
        Random random = new(7);
        int refused = 0;
        for (int trial = 0; trial < 2 * sound.Length; trial++)
        {
            byte[] damaged = trial < sound.Length ? sound[..trial] : [.. sound];
            if (trial >= sound.Length)
            {
                damaged[random.Next(sound.Length)] = (byte)random.Next(256);
            }
            string path = folder.Write("net.onnx", damaged);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                InspectedFile.Read(path, reads: true, CancellationToken.None);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }
        Assert.True(refused > sound.Length / 2, $"Of {2 * sound.Length} files {refused} were refused.");
    }
}
