namespace DeepDsl.Tests.Files;

/// <summary>Files that PyTorch wrote, against what they hold by PyTorch's own word.</summary>
public sealed class TorchFileTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "reference", "torch_files");

    private static readonly SafetensorsFile s_expected = SafetensorsFile.Read(Path.Combine(s_folder, "expected.safetensors"));

    public static TheoryData<string> Names => [.. s_expected.Tensors.Keys.Select(FileOf).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_tensors_are_those_that_were_saved(string name)
    {
        WeightFile file = WeightFile.Read(Path.Combine(s_folder, name));
        Assert.Equal(WeightLayout.PyTorch, file.Layout);
        SafetensorsTensor[] expected = [.. s_expected.Tensors.Values.Where(t => FileOf(t.Name) == name)];
        Assert.Equal(expected.Select(t => t.Name[(name.Length + 1)..]).Order(), file.Tensors.Keys.Order());
        foreach (SafetensorsTensor values in expected)
        {
            SafetensorsTensor tensor = file.Tensors[values.Name[(name.Length + 1)..]];
            Assert.Equal(values.Shape, tensor.Shape);
            if (tensor.Type == SafetensorsType.F64)
            {
                Assert.Equal(values.ToDoubles(), tensor.ToDoubles());
            }
            else if (values.Type == SafetensorsType.F64)
            {
                Assert.Equal(values.ToDoubles(), tensor.ToLongs().Select(n => (double)n));
            }
            else
            {
                Assert.Equal(values.ToFloats(), tensor.IsFloat ? tensor.ToFloats() : tensor.ToLongs().Select(n => (float)n));
            }
        }
    }

    [Theory]
    [InlineData("f64", SafetensorsType.F64)]
    [InlineData("f16", SafetensorsType.F16)]
    [InlineData("bf16", SafetensorsType.BF16)]
    [InlineData("i64", SafetensorsType.I64)]
    [InlineData("i32", SafetensorsType.I32)]
    [InlineData("i16", SafetensorsType.I16)]
    [InlineData("i8", SafetensorsType.I8)]
    [InlineData("u8", SafetensorsType.U8)]
    [InlineData("bool", SafetensorsType.BOOL)]
    public void A_tensor_has_the_type_that_it_had(string name, SafetensorsType type)
    {
        Assert.Equal(type, WeightFile.Read(Path.Combine(s_folder, "types.pt")).Tensors[name].Type);
        Assert.Equal(type, WeightFile.Read(Path.Combine(s_folder, "types5.pt")).Tensors[name].Type);
    }

    [Theory]
    [InlineData("module.pt", "its pickle names 'torch.nn.modules.container.Sequential', and would run it where Python reads it, which is not done "
        + "here: only dicts of tensors, numbers and texts are read. In Python, save model.state_dict() instead of more.")]
    [InlineData("complex.pt", "its pickle names 'torch.ComplexFloatStorage', and would run it where Python reads it, which is not done here: only "
        + "dicts of tensors, numbers and texts are read. In Python, save model.state_dict() instead of more.")]
    [InlineData("program.pt", "it is a program that torch.jit.save wrote. In Python, save torch.jit.load(path).state_dict().")]
    [InlineData("big_endian.pt", "the bytes of its numbers are in the order 'big', and 'little' is read. Save it on another machine.")]
    public void What_is_no_dict_of_tensors_is_refused_in_a_sentence(string name, string reason)
    {
        string path = Path.Combine(s_folder, name);
        Assert.Equal(
            $"{path} is not a file of weights that torch.save wrote: {reason}",
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message);
    }

    private static string FileOf(string name) => name.Split(':')[0];
}
