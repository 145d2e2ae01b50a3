using System.Reflection;
using DeepDsl.Compiler.Export;
using DeepDsl.Compiler.Ops;
using Google.Protobuf;

namespace DeepDsl.Onnx;

/// <summary>Saves models as ONNX, which other programs and languages run.</summary>
public static class OnnxExport
{
    /// <summary>What one file of protocol buffers may hold, with room for all but the weights.</summary>
    private const long MostInside = int.MaxValue - (64L << 20);

    /// <summary>
    /// Writes what the model predicts by, with its weights of this moment, as an ONNX file: what stands there takes and gives the same
    /// arrays as <c>PredictBatch</c>, under the names of the model's inputs and outputs, for any number of samples. Nothing is run for it.
    /// A crash leaves the old file or the new one.
    /// </summary>
    /// <param name="net">The model; of any device.</param>
    /// <param name="path">The file, usually <c>.onnx</c>.</param>
    /// <param name="opset">The version of ONNX's operators, from 13 to 26.</param>
    /// <param name="externalWeights">
    /// Puts weights into a file beside it, of the same name with <c>.data</c> behind it, which the model names: the two stay together. So it
    /// is always done where they take more than one file can hold, 2 GB.
    /// </param>
    /// <exception cref="NotSupportedException">A layer has no form in that version.</exception>
    public static void SaveOnnx(this Network net, string path, int opset = OnnxOpsets.Standard, bool externalWeights = false)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (opset is < OnnxOpsets.Oldest or > OnnxOpsets.Newest)
        {
            throw new ArgumentOutOfRangeException(nameof(opset), opset,
                $"{net.Definition.Name} can be written in the versions {OnnxOpsets.Oldest} to {OnnxOpsets.Newest} of ONNX's operators, "
                + $"not in {opset}.");
        }

        ModelGraph model = DeclaredGraph.Of(net);
        RefuseWithoutForm(net.Definition.Name, model, opset);
        OnnxGraph graph = GraphExport.Run(net.Definition.Name, model, opset, new NetworkWeights(net).Of);
        bool isExternal = externalWeights || graph.Tensors.Sum(t => t.Length) > MostInside;
        ExternalWeights? weights = isExternal ? new ExternalWeights(Path.GetFileName(path) + ".data", graph.Tensors) : null;
        ProtoMessage message = OnnxSchema.Model(graph, opset, ("DeepDsl", Version), Metadata(net), weights);
        if (weights is not null)
        {
            // First, since the model that names it is of no use without.
            AtomicFile.Write(path + ".data", weights.Write);
        }

        AtomicFile.Write(path, stream =>
        {
            using CodedOutputStream output = new(stream, leaveOpen: true);
            message.WriteTo(output);
        });
    }

    private static string Version => typeof(OnnxExport).Assembly.GetName().Version!.ToString(3);

    private static void RefuseWithoutForm(string name, ModelGraph model, int opset)
    {
        var missing = OnnxOpsets.Without(model, opset);
        if (missing.Count > 0)
        {
            int first = missing.Max(m => OnnxOpsets.FirstWith(m.Primitive));
            string[] layers = [.. missing.Select(m => $"{m.Row.Layer.Title}, which needs {OnnxOpsets.Needs(m.Primitive)}")];
            throw new NotSupportedException(
                $"{name} was not saved: in version {opset} of ONNX's operators there is no form of {Listing.Of(layers)}. "
                + $"Use opset: {first}.");
        }
    }

    /// <summary>The classes, where the model says what they are called.</summary>
    private static IEnumerable<(string, string)> Metadata(Network net)
    {
        for (Type? type = net.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<LabelsAttribute>(inherit: false) is { } labels)
            {
                return [("labels", string.Join(",", Enum.GetNames(labels.Type)))];
            }
        }

        return [];
    }
}
