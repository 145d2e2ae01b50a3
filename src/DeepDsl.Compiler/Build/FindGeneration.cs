using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Builds a model once more as one over any number of steps, and takes from that what its last step computes. A layer that needs to know
/// how many steps there are is refused on the way, in its own words.
/// </summary>
internal static class FindGeneration
{
    /// <summary>Null for a model that is no language model, by what it takes and gives.</summary>
    public static Generation? Run(ModelSpec spec, ModelGraph model)
    {
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1
            || model.Inputs[0].Node is not { Element: ElementType.Int32, Shape: { Rank: 2 } tokens } input
            || model.Outputs[0].Node is not { Element: ElementType.Float32, Shape: { Rank: 3 } scores } output
            || tokens[1] != scores[1] || !(tokens[1].IsConstant || tokens[1] == OneStep.Steps)
            || !scores[2].IsConstant || scores[2].Constant != TokenLimits.Of(model, input))
        {
            return null;
        }

        (int most, int count) = ((int)model.Extents.Largest(tokens[1]), scores[2].Value);
        Generation Refused(string obstacle) => new(most, count, null, null, obstacle);
        if (model.OutputRows[0]?.Layer is { } last && GivesProbabilities(last))
        {
            return Refused($"it draws from scores, and {last.Title} gives probabilities: leave Softmax out, and train on "
                + "Loss.SoftmaxCrossEntropy.");
        }

        (ModelGraph open, IReadOnlyList<Problem> problems) = BuildModel.Run(spec.AtAnyLength(most), training: false);
        if (problems.Count > 0)
        {
            return Refused($"it takes a model of any number of steps, and {problems[0].Message}");
        }

        if (!open.Parameters.Select(p => (p.Name, p.Shape)).SequenceEqual(model.Parameters.Select(p => (p.Name, p.Shape))))
        {
            return Refused("its weights depend on the number of steps.");
        }

        DeriveGraphs.NameLayers(open);
        StepGraph? step = OneStep.Run(open.Inputs[0].Node, open.Outputs[0].Node, most, out Node? mixing);
        return step is null ? Refused(Mixes(mixing!)) : new Generation(most, count, open, step, "");
    }

    private static string Mixes(Node node) =>
        $"what {(node.Layer.Length > 0 ? $"\"{node.Layer}\"" : "a layer")} gives at a step does not follow from the steps up to it alone.";

    private static bool GivesProbabilities(Layer layer) =>
        layer.Op is Softmax || (layer.Op.Has("Activation") && layer.Enum("Activation") == "Softmax");
}
