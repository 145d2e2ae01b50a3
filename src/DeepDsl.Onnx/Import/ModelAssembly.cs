using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>Makes a declaration of layers, has the compiler check it, and names the weights as it does.</summary>
internal static class ModelAssembly
{
    /// <exception cref="NotSupportedException">The layers are no model that compiles.</exception>
    public static OnnxImport Run(ImportedModel model, OnnxFile file, string className, string fileName)
    {
        LayerStack stack = LayerStack.Of(MergedAttention.Run(model));
        DeclaredLayers declared = DeclaredLayers.Of(stack, className, keepsNames: true);
        BuiltModel built = Pipeline.Build(declared.Spec);
        if (built.Problems.Count > 0)
        {
            // Names of the file may be those of members here.
            declared = DeclaredLayers.Of(stack, className, keepsNames: false);
            built = Pipeline.Build(declared.Spec);
        }

        if (built.Problems.Count > 0)
        {
            throw new NotSupportedException(
                "the layers that its nodes are do not make a model here:\n" + string.Join(
                "\n", built.Problems.Take(10).Select(p => p.Message)));
        }

        string source = SourceWriter.Run(declared, file, className, fileName);
        return new OnnxImport(className, source, Weights(stack, built.Inference), [.. model.Notes, .. stack.Notes]);
    }

    private static List<SafetensorsTensor> Weights(LayerStack stack, ModelGraph graph)
    {
        Dictionary<string, int[]> shapes = graph.Parameters.Select(p => (p.Name, p.Shape)).Concat(graph.States.Select(t => (t.Name, t.Shape)))
            .ToDictionary(p => p.Name, p => p.Shape.Select(d => d.Value).ToArray());
        List<SafetensorsTensor> tensors = [];
        ImportedLayer[] layers = [.. stack.Layers.Where(l => l.Kind != "Input")];
        for (int i = 0; i < layers.Length; i++)
        {
            string path = graph.Rows[i].Layer.ParameterPath;
            foreach ((string role, LayerWeight weight) in layers[i].SharesWith is null ? layers[i].Weights : [])
            {
                string name = $"{path}.{role}";
                if (!shapes.Remove(name, out int[]? shape) || !shape.SequenceEqual(weight.Shape))
                {
                    throw new InvalidOperationException($"{graph.Rows[i].Layer.Title} has no {role} {Shapes.Text(weight.Shape)}.");
                }

                tensors.Add(SafetensorsTensor.FromFloats(name, weight.Shape, weight.Values));
            }
        }

        return shapes.Count == 0 ? tensors : throw new InvalidOperationException($"Nothing in the file is {Listing.Of([.. shapes.Keys])}.");
    }
}
