using System.Globalization;
using DeepDsl.Onnx;

namespace DeepDsl.Tool.WeightFiles;

/// <summary>An ONNX file: its arrays, and what it says of its graph.</summary>
internal static class OnnxInspection
{
    public static InspectedFile Read(string path, bool reads, CancellationToken stop)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            OnnxFile file = OnnxFileReader.Read(stream, hasAttributes: false);
            ExternalTensors beside = new(Path.GetDirectoryName(path)!);
            return new InspectedFile(
                "ONNX", [.. Facts(file), .. OnnxFileReader.Metadata(stream)],
                [.. file.Tensors.Select(t => OnnxTensorInspection.Inspect(t, stream, beside, reads, stop))]);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException(
                $"{path} is not a valid ONNX file: {Listing.Sentence(e.Message)} Write or download the file again.", e);
        }
    }

    private static IEnumerable<(string, string)> Facts(OnnxFile file)
    {
        HashSet<string> arrays = [.. file.Tensors.Select(t => t.Name)];
        yield return ("producer", $"{file.Producer} {file.ProducerVersion}".Trim());
        yield return ("operators", string.Join(", ", file.Operators.Select(o => string.Create(
            CultureInfo.InvariantCulture, $"{o.Domain} {o.Version}"))));
        yield return ("inputs", string.Join(", ", file.Inputs.Where(i => !arrays.Contains(i.Name)).Select(Value))); // some list arrays too
        yield return ("outputs", string.Join(", ", file.Outputs.Select(Value)));
        yield return ("nodes", string.Join(", ", file.Nodes.CountBy(n => n.Operator).OrderBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} {n.Value}"))));
    }

    /// <summary>A name with its type and shape.</summary>
    private static string Value(BorderValue value) =>
        $"{value.Name} {OnnxTensorInspection.TypeName(value.Type)} [{string.Join(", ", (value.Shape ?? []).Select(Size))}]";

    private static string Size(BorderSize size) =>
        size.Size?.ToString(CultureInfo.InvariantCulture) ?? (size.Symbol.Length > 0 ? size.Symbol : "?");
}
