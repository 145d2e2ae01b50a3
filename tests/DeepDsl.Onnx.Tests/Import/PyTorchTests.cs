using System.Text.Json;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>Networks that PyTorch exported, against what PyTorch makes of an input (tests/reference/onnx_models.py).</summary>
public sealed class PyTorchTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "reference", "onnx");

    private static readonly JsonElement s_values = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "values.json"))).RootElement;

    public static TheoryData<string> Names => [.. s_values.EnumerateObject().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_those_of_PyTorch(string name) => Check(Path.Combine(s_folder, $"{name}.onnx"), s_values.GetProperty(name));

    /// <summary>Demands the outputs of a file's values.</summary>
    public static OnnxImport Check(string path, JsonElement values)
    {
        OnnxImport import = OnnxImporter.Import(path);
        ImportedClass made = new(import);
        (int[] Shape, double[] Values)[] inputs = [.. values.GetProperty("inputs").EnumerateArray().Select(Read)];
        double[][] found = made.Evaluate(inputs[0].Shape[0], input =>
        {
            (int[] shape, double[] numbers) = inputs[int.Parse(input[1..], System.Globalization.CultureInfo.InvariantCulture)];
            return import.Notes.Any(n => n.StartsWith($"Input '{input}' is", StringComparison.Ordinal)) ? ChannelsLast(shape, numbers)
                : numbers;
        });
        (int[] Shape, double[] Values)[] outputs = [.. values.GetProperty("outputs").EnumerateArray().Select(Read)];
        Assert.Equal(outputs.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            bool isMoved = import.Notes.Any(n => n.StartsWith($"Output 'y{i}' is", StringComparison.Ordinal));
            RoundTrip.Close(isMoved ? ChannelsLast(outputs[i].Shape, outputs[i].Values) : outputs[i].Values, found[i], import.Source);
        }

        return import;
    }

    /// <summary>[N, C, ..] as [N, .., C].</summary>
    public static double[] ChannelsLast(int[] shape, double[] values)
    {
        int places = values.Length / shape[0] / shape[1];
        return [.. Enumerable.Range(0, values.Length).Select(i =>
        {
            (int sample, int place, int channel) = (i / (places * shape[1]), i / shape[1] % places, i % shape[1]);
            return values[(((sample * shape[1]) + channel) * places) + place];
        })];
    }

    public static (int[] Shape, double[] Values) Read(JsonElement tensor) => (
        [.. tensor.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())],
        [.. tensor.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())]);
}
