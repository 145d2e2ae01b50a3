using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImportTests() => File.Copy(Path.Combine(AppContext.BaseDirectory, "reference", "lenet.onnx"), _folder["lenet.onnx"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_and_weights_are_written()
    {
        ToolRun.Done(_folder["."], "import", "lenet.onnx", "--name", "Small", "--output", "Models");
        Assert.Contains("partial class Small;", File.ReadAllText(_folder["Models/Small.cs"]), StringComparison.Ordinal);
        Assert.Contains(
            "Conv2D(", ToolRun.Done(_folder["."], "summary", Path.Combine("Models", "Small.cs")), StringComparison.Ordinal);
        Assert.Contains("8 arrays", ToolRun.Done(_folder["."], "inspect", "Models/Small.safetensors"), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_replaced_only_where_that_is_asked_for()
    {
        _folder.Write("Lenet.cs", "mine");
        Assert.EndsWith(
            "is there already: nothing was written. Give another --output or --name, or --force.",
            ToolRun.Refused(_folder["."], "import", "lenet.onnx"), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["Lenet.cs"]));
        ToolRun.Done(_folder["."], "import", "lenet.onnx", "--force");
        Assert.NotEqual("mine", File.ReadAllText(_folder["Lenet.cs"]));
    }

    [Theory]
    [InlineData("none.onnx", "none.onnx")]
    [InlineData("lenet.onnx --name 3d", "'3d' is no name of a class.")]
    [InlineData("lenet.onnx --size steps", "--size steps is no dimension with its number")]
    [InlineData("lenet.onnx --size steps=-1", "--size steps=-1 is no dimension with its number")]
    public void What_can_not_be_done_is_a_sentence(string arguments, string sentence)
    {
        Assert.Contains(sentence, ToolRun.Refused(_folder["."], ["import", .. arguments.Split(' ')]), StringComparison.Ordinal);
        Assert.Equal(["lenet.onnx"], Directory.GetFiles(_folder["."]).Select(Path.GetFileName));
    }
}
