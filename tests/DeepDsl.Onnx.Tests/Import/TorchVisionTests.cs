using System.Text.Json;
using DeepDsl.Tests;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>Networks of torchvision with random weights, exported as the test runs, compiled and run.</summary>
public sealed class TorchVisionTests
{
    [PyTorchTheory, Trait("Category", "Sweep")]
    [InlineData("resnet18")]
    [InlineData("mobilenet_v2")]
    [InlineData("squeezenet1_1")]
    [InlineData("densenet121")]
    [InlineData("googlenet")]
    [InlineData("vgg11")]
    public void Outputs_are_those_of_PyTorch(string name)
    {
        using TemporaryFolder folder = new();
        string script = Path.Combine(AppContext.BaseDirectory, "reference", "onnx_models.py");
        Assert.Equal(0, PyTorchTheoryAttribute.Run(PyTorchTheoryAttribute.Python!, [script, "--folder", folder["exported"], name]));
        OnnxImport import = OnnxImporter.Import(Path.Combine(folder["exported"], $"{name}.onnx"), "Read");
        import.Save(folder["made"]);
        using Stream file = File.OpenRead(Path.Combine(folder["exported"], "values.json"));
        JsonElement values = JsonDocument.Parse(file).RootElement.GetProperty(name);
        (int[] shape, double[] numbers) = PyTorchTests.Read(values.GetProperty("inputs")[0]);
        float[] images = Array.ConvertAll(PyTorchTests.ChannelsLast(shape, numbers), v => (float)v);

        // Floats through a hundred layers, of the largest output.
        RoundTrip.Close(PyTorchTests.Read(values.GetProperty("outputs")[0]).Values, CompiledTests.Predict(folder["made"], images),
            import.Source, tolerance: 1e-4);
    }
}
