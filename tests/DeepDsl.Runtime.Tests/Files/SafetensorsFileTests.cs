using System.Buffers.Binary;
using System.Text;

namespace DeepDsl.Tests.Files;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(string header, int dataLength, ulong? headerLength = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, headerLength ?? (ulong)json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }

    private string Error(byte[] bytes)
    {
        string path = _folder.Write("w.safetensors", bytes);
        return Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)).Message.Replace(path, "w", StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        string path = _folder["w.safetensors"];
        SafetensorsFile.Write(
            path,
            [
                SafetensorsTensor.FromFloats("größe", [2, 3], [1, -2, float.NaN, float.PositiveInfinity, 1e-45f, -0f]),
                SafetensorsTensor.FromInts("i", [1], [int.MinValue]),
                SafetensorsTensor.FromDoubles("d", [], [Math.PI]),
                SafetensorsTensor.FromFloats("none", [0, 4], []),
            ],
            new Dictionary<string, string> { ["a \"key\""] = "text\nüber" });
        SafetensorsFile file = SafetensorsFile.Read(path);
        float[] floats = [1, -2, float.NaN, float.PositiveInfinity, 1e-45f, -0f];
        Assert.Equal(
            floats.Select(BitConverter.SingleToInt32Bits), file.Tensor("größe").ToFloats().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([2, 3], file.Tensor("größe").Shape);
        Assert.Equal([int.MinValue], file.Tensor("i").ToInts());
        Assert.Equal([Math.PI], file.Tensor("d").ToDoubles());
        Assert.Empty(file.Tensor("d").Shape);
        Assert.Empty(file.Tensor("none").ToFloats());
        Assert.Equal("text\nüber", file.Metadata["a \"key\""]);
        Assert.Equal(["w.safetensors"], _folder.Names);
    }

    [Fact]
    public void A_file_written_by_numpy_is_read()
    {
        // tests/reference/safetensors_file.py: keys in another order than the data, padding, escapes.
        SafetensorsFile file = SafetensorsFile.Read(Reference.Path("sample.safetensors"));
        Assert.Equal([0, 0.25f, 0.5f, 0.75f, 1, 1.25f], file.Tensor("layer.weight").ToFloats());
        Assert.Equal([2, 3], file.Tensor("layer.weight").Shape);
        Assert.Equal([-1, int.MaxValue], file.Tensor("counts").ToInts());
        Assert.Equal([0.0999755859375f, -65504, 5.9604644775390625e-8f], file.Tensor("half").ToFloats());
        Assert.Equal([1.5f, -1.2676506e30f], file.Tensor("brain").ToFloats());
        Assert.Equal([1f / 3], file.Tensor("wide").ToFloats());
        Assert.Equal([1.0 / 3], file.Tensor("wide").ToDoubles());
        Assert.Equal(SafetensorsType.I64, file.Tensor("steps").Type);
        Assert.Empty(file.Tensor("empty").ToFloats());
        Assert.Equal("h\u00e9llo", file.Metadata["note"]);
    }

    [Fact]
    public void Data_are_aligned_and_the_file_is_the_same_each_time()
    {
        SafetensorsTensor[] tensors =
        [
            SafetensorsTensor.FromFloats("f", [1], [1]),
            SafetensorsTensor.FromDoubles("d", [1], [2]),
            SafetensorsTensor.FromFloats("g", [1], [3]),
        ];
        SafetensorsFile.Write(_folder["a"], tensors);
        SafetensorsFile.Write(_folder["b"], tensors);
        byte[] bytes = File.ReadAllBytes(_folder["a"]);
        Assert.Equal(bytes, File.ReadAllBytes(_folder["b"]));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
        Assert.Contains("\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Half_precision_and_doubles_are_converted()
    {
        const string header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]},"
            + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[6,14]}}";
        byte[] bytes = Bytes(header, 14);
        Span<byte> data = bytes.AsSpan(bytes.Length - 14);
        BinaryPrimitives.WriteHalfLittleEndian(data, (Half)1.5f);
        BinaryPrimitives.WriteHalfLittleEndian(data[2..], Half.MinValue);
        BinaryPrimitives.WriteUInt16LittleEndian(data[4..], 0xC049);
        BinaryPrimitives.WriteDoubleLittleEndian(data[6..], 0.1);
        SafetensorsFile file = SafetensorsFile.Read(_folder.Write("w", bytes));
        Assert.Equal([1.5f, -65504], file.Tensor("h").ToFloats());
        Assert.Equal([-3.140625f], file.Tensor("b").ToFloats());
        Assert.Equal([0.1f], file.Tensor("d").ToFloats());
        Assert.Equal(SafetensorsType.BF16, file.Tensor("b").Type);
    }

    [Fact]
    public void Types_without_floats_are_listed_but_not_converted()
    {
        SafetensorsFile file = SafetensorsFile.Read(
            _folder.Write("w", Bytes("{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8)));
        Assert.Equal(
            $"Tensor 'n' of {_folder["w"]} holds I64, but floats were expected (F32, F64, F16, BF16 or F8).",
            Assert.Throws<InvalidDataException>(() => file.Tensor("n").ToFloats()).Message);
    }

    [Theory]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 7, "its tensors take 8 bytes, but 7 follow the header.")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9, "its tensors take 8 bytes, but 9 follow the header.")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, "'a' of F32 [3] does not fit its place from byte 0 to 8.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "does not fit its place from byte 8 to 0.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}", 0, "does not fit its place")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,0],\"data_offsets\":[0,0]}}", 0, "exceeds the supported 2 GB.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967297,0],\"data_offsets\":[0,0]}}", 0, "does not fit its place")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}", 0, "does not fit")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824],\"data_offsets\":[0,4294967296]}}", 0, "exceeds the supported 2 GB.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, "must hold whole numbers from 0 to 2^63 - 1.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}", 8, "must hold whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}", 8, "must hold whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor 'a' has the unknown dtype 'F31'.")]
    [InlineData("{\"a\":{\"dtype\":\"11\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor 'a' has the unknown dtype '11'.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "tensor 'a' needs dtype, shape and two data_offsets.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4,8]}}", 8, "needs dtype, shape and two data_offsets.")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "'a.shape' appears twice in its header.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}", 8, "tensor 'a' has an unknown property 'x'.")]
    [InlineData("{\"a\":5}", 0, "tensor 'a' should be a JSON StartObject, but is Number.")]
    [InlineData("{\"__metadata__\":{\"a\":5}}", 0, "'__metadata__.a' should be a JSON String, but is Number.")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "'__metadata__.a' appears twice in its header.")]
    [InlineData("[]", 0, "the header should be a JSON StartObject, but is StartArray.")]
    [InlineData("", 0, "its header is not valid JSON")]
    [InlineData("{", 0, "its header is not valid JSON")]
    [InlineData("{} {}", 0, "its header is not valid JSON")]
    [InlineData("{\"\\ud800\":5}", 0, "its header is not valid JSON")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        8, "'a' appears twice in its header.")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        8, "tensor 'b' starts at byte 4 and overlaps the tensor before it, which ends at 8.")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
        12, "tensor 'b' starts at byte 8 and leaves a gap after the tensor before it, which ends at 4.")]
    public void Wrong_headers_are_named(string header, int dataLength, string expected)
    {
        string message = Error(Bytes(header, dataLength));
        Assert.StartsWith("w is not a valid safetensors file: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message);
        Assert.EndsWith(" Write or download the file again.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_takes_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("its header should take 18446744073709551615 bytes, but 2 follow", Error(Bytes("{}", 0, ulong.MaxValue)));
        Assert.Contains("its header should take 99999999 bytes", Error(Bytes("{}", 0, 99_999_999)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Every_truncation_and_every_flipped_bit_of_the_header_is_an_error_or_harmless()
    {
        SafetensorsFile.Write(
            _folder["whole"], [SafetensorsTensor.FromFloats("a", [2], [1, 2]), SafetensorsTensor.FromInts("b", [1], [3])]);
        byte[] whole = File.ReadAllBytes(_folder["whole"]);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.StartsWith("w is not a valid safetensors file", Error(whole[..length]), StringComparison.Ordinal);
        }
        int errors = 0;
        for (int at = 0; at < whole.Length - 12; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. whole];
                changed[at] ^= (byte)(1 << bit);
                string path = _folder.Write("changed", changed);
                try
                {
                    // Only a name, a type of the same size or the order of keys can change without being noticed.
                    Assert.Equal(2, SafetensorsFile.Read(path).Tensors.Count);
                }
                catch (InvalidDataException)
                {
                    errors++;
                }
            }
        }
        Assert.InRange(errors, 8 * (whole.Length - 12) * 9 / 10, 8 * (whole.Length - 12));
    }

    [Fact]
    public void A_missing_tensor_offers_the_nearest_name()
    {
        SafetensorsFile.Write(_folder["w"], [SafetensorsTensor.FromFloats("conv1.weight", [1], [1])]);
        Assert.EndsWith(
            "has no tensor 'conv1.wieght'. Did you mean 'conv1.weight'?",
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(_folder["w"]).Tensor("conv1.wieght")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_not_written()
    {
        SafetensorsTensor tensor = SafetensorsTensor.FromFloats("a", [1], [1]);
        Assert.Contains(
            "Two tensors are called 'a'",
            Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(_folder["w"], [tensor, tensor])).Message);
        Assert.Equal(
            "Tensor 'a' has 2 values, but its shape [3] holds 3.",
            Assert.Throws<ArgumentException>(() => SafetensorsTensor.FromFloats("a", [3], [1, 2])).Message);
    }
}
