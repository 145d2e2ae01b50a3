using System.Text;
using DeepDsl.Tests;
using static DeepDsl.Onnx.Tests.Import.ModelFile;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What exporters seldom write: lists number by number, and texts about the file that are no UTF-8, or long.</summary>
public sealed class LooseFileTests : IDisposable
{
    private const int Many = 1 << 20;
    private const int Long = 17 << 20;

    private static readonly byte[] s_latin = Encoding.Latin1.GetBytes("Müller");

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["model.onnx"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5, 7)]
    [InlineData(5, 5)]
    public void Numbers_listed_one_by_one_take_no_memory_until_they_are_asked_for(int first, int second)
    {
        ProtoMessage list = new();
        for (int i = 0; i < Many / 2; i++)
        {
            list.Add(first, 1).Add(second, 2);
        }

        Write([Node("Relu", "x", "y")], [Tensor("unused", [Many], list, type: 7)]);
        using FileStream stream = File.OpenRead(Model);
        long before = GC.GetAllocatedBytesForCurrentThread();
        StoredTensor tensor = Assert.Single(OnnxFileReader.Read(stream).Tensors);
        Assert.Equal(Many, tensor.Stored);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(Many / 2 * 3, tensor.ToConstant().Longs!.Sum());
    }

    [Fact]
    public void A_producer_that_is_no_UTF8_is_shown_as_far_as_it_is()
    {
        Write([Node("Relu", "x", "y")], []);
        Append(new ProtoMessage().Add(2, s_latin));
        Assert.StartsWith("// Made of model.onnx of M\uFFFDller 1, ", OnnxImporter.Import(Model).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_producer_is_cut_off()
    {
        Write([Node("Relu", "x", "y")], []);
        Append(new ProtoMessage().Add(2, new string('a', Long)));
        Assert.StartsWith("// Made of model.onnx of aaa", OnnxImporter.Import(Model).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_do_not_keep_a_model_from_being_imported()
    {
        Write([Node("Relu", "x", "y")], []);
        Append(new ProtoMessage()
            .Add(14, new ProtoMessage().Add(1, "author").Add(2, s_latin))
            .Add(14, new ProtoMessage().Add(1, "licence").Add(2, new string('a', Long)))
            .Add(14, "no entry"u8));
        Assert.StartsWith("// Made of model.onnx of test 1, ", OnnxImporter.Import(Model).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_are_read_as_far_as_they_are_UTF8_and_cut_off_where_they_are_long()
    {
        Write([Node("Relu", "x", "y")], []);
        Append(new ProtoMessage()
            .Add(14, new ProtoMessage().Add(1, "author").Add(2, s_latin))
            .Add(14, new ProtoMessage().Add(1, "licence").Add(2, new string('a', Long))));
        using FileStream stream = File.OpenRead(Model);
        (string Key, string Value)[] found = [.. OnnxFileReader.Metadata(stream)];
        Assert.Equal(["author", "licence"], found.Select(f => f.Key));
        Assert.Equal("M\uFFFDller", found[0].Value);
        Assert.Equal(new string('a', 16 << 20), found[1].Value);
    }

    /// <summary>What follows a message of protocol buffers is part of it, and takes the place of what was said before.</summary>
    private void Append(ProtoMessage fields) => File.AppendAllBytes(Model, fields.ToArray());

    private void Write(OnnxNode[] nodes, ProtoMessage[] tensors) => ModelFile.Write(Model, nodes, tensors);
}
