using System.Globalization;
using DeepDsl.Tests;
using static DeepDsl.Onnx.Tests.Import.ModelFile;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>Files that are wrong in one place each say so in a sentence.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["model.onnx"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_is_no_model()
    {
        File.WriteAllText(Model, "{ \"layers\": [] }");
        Assert.StartsWith($"{Model} is not a valid ONNX model: ",
            Assert.Throws<InvalidDataException>(() => OnnxImporter.Import(Model)).Message);
    }

    [Fact]
    public void An_empty_file_has_no_graph()
    {
        File.WriteAllBytes(Model, []);
        Says<InvalidDataException>("it has no graph.");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(Model, Assert.Throws<FileNotFoundException>(() => OnnxImporter.Import(Model)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(6)]
    [InlineData(99)]
    public void An_unknown_version_is_named(int opset)
    {
        Write([Node("Relu", "x", "y")], [], opset);
        Says<NotSupportedException>(string.Create(
            CultureInfo.InvariantCulture, $"it has version {opset} of ONNX's operators, of which 7 to 26 are read."));
    }

    [Fact]
    public void A_circle_follows_from_itself()
    {
        Write([Node("Add", "x b", "a"), Node("Relu", "a", "b"), Node("Neg", "b", "y")], []);
        Says<InvalidDataException>("follows from itself.");
    }

    [Fact]
    public void A_value_that_nothing_gives_is_named()
    {
        Write([Node("Add", "x missing", "y")], []);
        Says<InvalidDataException>("nothing gives 'missing', which is read in it.");
    }

    [Fact]
    public void All_nodes_without_a_counterpart_are_listed()
    {
        Write([Node("NonZero", "x", "a"), Node("Neg", "a", "b"), Node("Einsum", "x", "c"), Node("Add", "b c", "y")], []);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(Model));
        Assert.StartsWith($"{Model} was not imported: 2 of its parts have no counterpart:\nnode 'a' (NonZero) ", error.Message);
        Assert.Contains("node 'c' (Einsum) ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Neg)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_calls_set_is_asked_for()
    {
        Write([Node("Relu", "x", "y")], [], shape: ["N", "T", "3"]);
        Says<NotSupportedException>("input 'x' has the size 'T', which each call sets; say what it is in this model: Import(path, sizes: ");
        Assert.Contains("[Input(5, 3, Name = \"x\")]", OnnxImporter.Import(Model, sizes: new Dictionary<string, int> { ["T"] = 5 }).Source,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Less_data_than_a_shape_asks_for_costs_nothing()
    {
        Write([Node("Add", "x w", "y")], [Tensor("w", [1 << 20, 1 << 20, 4], new ProtoMessage().Add(9, 4, () => new byte[4]))]);
        Says<InvalidDataException>("tensor 'w' of shape [1048576, 1048576, 4] should hold ");
    }

    [Fact]
    public void A_constant_of_absurd_size_is_refused()
    {
        ProtoMessage shape = Tensor("s", [2], new ProtoMessage().Add(7, 3_000_000).Add(7, 4_000_000), type: 7);
        Write([Node("ConstantOfShape", "s", "c"), Node("Transpose", "c", "t"), Node("Range", "zero end one", "r"), Node("Add", "x r", "y")],
            [shape, Tensor("zero", [], new ProtoMessage().Add(7, 0), 7), Tensor("end", [], new ProtoMessage().Add(7, long.MaxValue), 7),
                Tensor("one", [], new ProtoMessage().Add(7, 1), 7)]);
        Says<NotSupportedException>("computes a constant of more elements than are made while reading");
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    [InlineData("sub/../../secret.bin")]
    public void A_tensor_outside_of_the_folder_is_not_opened(string location)
    {
        string inner = _folder["inner"];
        Directory.CreateDirectory(inner);
        File.WriteAllBytes(_folder["secret.bin"], new byte[12]);
        Write([Node("Add", "x w", "y")], [External("w", location, 0, 12)]);
        File.Move(Model, Path.Combine(inner, "model.onnx"));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => OnnxImporter.Import(Path.Combine(inner, "model.onnx")));
        Assert.Contains("which is no file in the folder of the model, so it was not opened.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_beside_the_model_is_read()
    {
        File.WriteAllBytes(_folder["w.bin"],
            [0, 0, 0, 0, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f)]);
        Write([Node("Mul", "x w", "y")], [External("w", "w.bin", 4, 12)]);
        Assert.Equal([1f, 2f, 3f], Assert.Single(OnnxImporter.Import(Model).Weights).ToFloats());
        Write([Node("Mul", "x w", "y")], [External("w", "w.bin", 8, 12)]);
        Says<InvalidDataException>("tensor 'w' is said to lie at 8 to 20 of w.bin, which has 16 bytes.");
    }

    [Fact]
    public void Tensors_that_share_bytes_without_end_are_refused()
    {
        File.WriteAllBytes(_folder["w.bin"], [.. Enumerable.Repeat(BitConverter.GetBytes(2f), 3).SelectMany(b => b)]);
        Write([Node("Mul", "x a", "p"), Node("Mul", "p b", "y")], [External("a", "w.bin", 0, 12), External("b", "w.bin", 0, 12)]);
        Assert.NotEmpty(OnnxImporter.Import(Model).Weights);
        Write([Node("Mul", "x a", "y")],
            [External("a", "w.bin", 0, 12), External("b", "w.bin", 0, 12), External("c", "./w.bin", 0, 12)]);
        Says<InvalidDataException>("tensor 'c' and those before it are said to have 36 bytes of ./w.bin, which has 12.");
    }

    [Fact]
    public void Floats_listed_as_whole_numbers_are_none()
    {
        Write([Node("Add", "x w", "y")], [Tensor("w", [3], new ProtoMessage().Add(5, 1).Add(5, 2).Add(5, 3))]);
        Says<InvalidDataException>("tensor 'w' of shape [3] should hold 3 values, but the file has 0.");
    }

    [Fact]
    public void A_slice_of_nothing_is_refused()
    {
        Write([Node("Slice", "x starts ends axes steps", "y")],
            [Longs("starts", 2), Longs("ends", 2), Longs("axes", 1), Longs("steps", 2)]);
        Says<NotSupportedException>("takes nothing.");
    }

    [Fact]
    public void Repeats_below_zero_are_refused()
    {
        Write([Node("Tile", "w times", "t"), Node("Add", "x t", "y")], [Longs("w", 1, 2, 3), Longs("times", -1)]);
        Says<InvalidDataException>("it repeats less than never.");
    }

    [Theory]
    [InlineData("Shape")]
    [InlineData("Sum")]
    [InlineData("Concat")]
    [InlineData("Relu")]
    [InlineData("ConstantOfShape")]
    public void A_node_without_inputs_is_refused(string op)
    {
        Write([new OnnxNode("", op, [], ["a"], []), Node("Add", "x a", "y")], []);
        Says<InvalidDataException>("it has no input 0.");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    public void Weights_of_two_bytes_are_exact(int type)
    {
        byte[] half = type == 10 ? BitConverter.GetBytes((Half)1.5)
            : BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(1.5f) >> 16));
        Write([Node("Mul", "x w", "y")], [Tensor("w", [3], new ProtoMessage().Add(9, 6, () => [.. half, .. half, .. half]), type)]);
        Assert.Equal([1.5f, 1.5f, 1.5f], Assert.Single(OnnxImporter.Import(Model).Weights).ToFloats());
    }

    [Fact]
    public void Texts_of_a_file_stay_in_its_comment()
    {
        Write([Node("Relu", "x", "y")], [], producer: "evil\npublic class Evil;\u2028more");
        string source = OnnxImporter.Import(Model).Source;
        Assert.StartsWith("// Made of model.onnx of evil public class Evil; more 1, version 13", source);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("1st")]
    [InlineData("Loss")]
    [InlineData("a b")]
    public void What_is_no_name_of_a_class_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => OnnxImporter.Import(Model, name));

    [Fact]
    public void Rules_that_warn_of_layers_are_silenced()
    {
        string[] rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "rules", "README.md"));
        string[] warnings = [.. rows.Where(
            r => r.StartsWith("| [DD", StringComparison.Ordinal) && r.Contains("| warning |", StringComparison.Ordinal))
            .Select(r => r[3..9]).Where(id => id[2] is '2' or '3')];
        Assert.Equal(warnings, SilencedRules.Ids);
    }

    private void Says<T>(string part)
        where T : Exception
    {
        T error = Assert.Throws<T>(() => OnnxImporter.Import(Model));
        Assert.StartsWith(Model, error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private void Write(OnnxNode[] nodes, ProtoMessage[] tensors, int opset = 13, string[]? shape = null, string producer = "test") =>
        ModelFile.Write(Model, nodes, tensors, opset, shape, producer);
}
