using DeepDsl.Onnx;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

/// <summary>Files of the command are those of a program that has the same model, byte for byte.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Net _net = new(seed: 5);

    public ExportTests()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Page", "Net.cs"), _folder["Net.cs"]);
        _net.SaveWeights(_folder["net.safetensors"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_onnx_file_is_that_of_SaveOnnx()
    {
        _net.SaveOnnx(_folder["expected.onnx"], opset: 20, probabilities: true);
        string said = ToolRun.Done(
            _folder["."], "export", "--weights", "net.safetensors", "--out", "net.onnx", "--opset", "20", "--probabilities");
        Assert.Equal(File.ReadAllBytes(_folder["expected.onnx"]), File.ReadAllBytes(_folder["net.onnx"]));
        Assert.StartsWith("net.onnx: Net, ", said, StringComparison.Ordinal);
        Assert.Equal(
            "Net can be written in the versions 13 to 26 of ONNX's operators, not in 3.",
            ToolRun.Refused(_folder["."], "export", "--weights", "net.safetensors", "--out", "old.onnx", "--opset", "3"));
    }

    [Fact]
    public void A_checkpoint_becomes_weights_alone()
    {
        _net.TrainStep(new float[28 * 28], new int[1]);
        _net.SaveCheckpoint(_folder["run.safetensors"]);
        _net.SaveWeights(_folder["expected.safetensors"]);
        ToolRun.Done(_folder["."], "export", "--weights", "run.safetensors", "--out", "weights.safetensors");
        Assert.Equal(File.ReadAllBytes(_folder["expected.safetensors"]), File.ReadAllBytes(_folder["weights.safetensors"]));
    }

    /// <summary>Without a project there are those packages that the tool has itself.</summary>
    [Fact]
    public void Sources_may_use_what_the_tool_brings_and_nothing_else()
    {
        string[] export = ["export", "--weights", "net.safetensors", "--out", "net.onnx"];
        string net = File.ReadAllText(_folder["Net.cs"]);
        const string Saves = "static class Saved { static void As(Net net) => net.SaveOnnx(\"a\"); }";
        _folder.Write("Net.cs", "using DeepDsl.Onnx;\nusing DeepDsl.Report;\n" + net + Saves);
        ToolRun.Done(_folder["."], export);
        _folder.Write("Net.cs", "#:package DeepDsl@*\n#:package Newtonsoft.Json@13.0.3\nusing Newtonsoft.Json;\n" + net);
        ToolRun run = ToolRun.In(_folder["."], export);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith(
            " was not compiled, so nothing was run. Files without a project get DeepDsl, DeepDsl.Onnx and DeepDsl.Report; what #:package names "
            + "beside these takes a project.\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out net.pt", "net.pt ends neither in .onnx nor in .safetensors, so it says no format. Name it with one of these.")]
    [InlineData("--out a.safetensors --opset 17", "a.safetensors holds weights alone, of which --opset and --probabilities say nothing.")]
    public void What_can_not_be_written_is_a_sentence(string arguments, string sentence) => Assert.Contains(
        sentence, ToolRun.Refused(_folder["."], ["export", "--weights", "net.safetensors", .. arguments.Split(' ')]), StringComparison.Ordinal);
}
