using System.Reflection;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Export;
using DeepDsl.Compiler.Ops;

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
    /// <param name="weights">How the file holds weights. In fewer bits, outputs differ a little from those of the model.</param>
    /// <param name="probabilities">
    /// Gives what <c>PredictProbabilities</c> gives: outputs through the softmax or sigmoid that their losses apply.
    /// </param>
    /// <exception cref="NotSupportedException">A layer has no form in that version.</exception>
    /// <exception cref="ArgumentException">Probabilities are asked of a model whose losses apply nothing.</exception>
    /// <exception cref="InvalidOperationException">A weight has no form in the bits that are asked for.</exception>
    public static void SaveOnnx(
        this Network net, string path, int opset = OnnxOpsets.Standard, bool externalWeights = false,
        OnnxWeights weights = OnnxWeights.Float32, bool probabilities = false)
    {
        BuiltModel model = Checked(net, path, opset, withLosses: probabilities);
        ProbabilityGraph? head = probabilities ? BuildLoss.Probabilities(model.Losses, model.Inference) : null;
        if (probabilities && head is null)
        {
            throw new ArgumentException(
                $"{net.Definition.Name} was not saved: none of its losses is on scores, so what it gives is all that there is. "
                + "Leave out probabilities: true.", nameof(probabilities));
        }

        RefuseWithoutForm(net.Definition.Name, model.Inference, opset);
        Write(net, path, new ExportedGraph(model.Inference) { Head = head }, opset, externalWeights, weights, Labels(net));
    }

    /// <summary>
    /// Writes one step of generation as an ONNX file: it takes the tokens of one step [N, 1] and, as inputs <c>past.NAME</c>, what the steps
    /// before left, and gives the scores of that step and, as outputs <c>next.NAME</c>, what it leaves to the next. Before the first step
    /// there are zeros, and no rows of what has one for each step. A model that reads something else before its text has a second file, with
    /// <c>.before</c> in front of the extension, which is run once: it gives what the first step finds, and inputs <c>given.NAME</c> that
    /// stay.
    /// </summary>
    /// <param name="net">A model with <c>Generate</c>; of any device.</param>
    /// <param name="path">The file, usually <c>.onnx</c>.</param>
    /// <param name="opset">As of <see cref="SaveOnnx"/>.</param>
    /// <param name="externalWeights">As of <see cref="SaveOnnx"/>.</param>
    /// <param name="weights">As of <see cref="SaveOnnx"/>.</param>
    /// <exception cref="NotSupportedException">The model has no such step, or a layer has no form in that version.</exception>
    /// <exception cref="InvalidOperationException">A weight has no form in the bits that are asked for.</exception>
    public static void SaveOnnxStep(
        this Network net, string path, int opset = OnnxOpsets.Standard, bool externalWeights = false,
        OnnxWeights weights = OnnxWeights.Float32)
    {
        BuiltModel model = Checked(net, path, opset);
        (ExportedGraph step, ExportedGraph? before) = StepExport.Of(model);
        RefuseWithoutForm(net.Definition.Name, model.Generation!.Model!, opset);
        if (before is not null)
        {
            string first = $"{Path.ChangeExtension(path, null)}.before{Path.GetExtension(path)}";
            Write(net, first, before, opset, externalWeights, weights, []);
        }

        Write(net, path, step, opset, externalWeights, weights, []);
    }

    private static BuiltModel Checked(Network net, string path, int opset, bool withLosses = false)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return opset is < OnnxOpsets.Oldest or > OnnxOpsets.Newest
            ? throw new ArgumentOutOfRangeException(nameof(opset), opset,
                $"{net.Definition.Name} can be written in the versions {OnnxOpsets.Oldest} to {OnnxOpsets.Newest} of ONNX's operators, "
                + $"not in {opset}.")
            : SavedModel.Of(net, withLosses);
    }

    private static void Write(
        Network net, string path, ExportedGraph exported, int opset, bool externalWeights, OnnxWeights weights,
        IEnumerable<(string, string)> metadata)
    {
        OnnxGraph graph = GraphExport.Run(net.Definition.Name, exported, opset, new NetworkWeights(net).Of, weights);
        bool isExternal = externalWeights || graph.Tensors.Sum(t => t.Length) > MostInside;
        ExternalWeights? external = isExternal ? new ExternalWeights(Path.GetFileName(path) + ".data", graph.Tensors) : null;
        ProtoMessage message = OnnxSchema.Model(graph, opset, ("DeepDsl", Version), metadata, external);
        if (external is not null)
        {
            // First, since the model that names it is of no use without.
            AtomicFile.Write(path + ".data", external.Write);
        }

        AtomicFile.Write(path, message.WriteTo);
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
    private static IEnumerable<(string, string)> Labels(Network net)
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
