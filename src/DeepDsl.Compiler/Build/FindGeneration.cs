using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
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
        if (model.Inputs.Count > 2 || model.Outputs.Count != 1
            || model.Outputs[0].Node is not { Element: ElementType.Float32, Shape: { Rank: 3 } scores } || !scores[2].IsConstant)
        {
            return null;
        }

        // Where both inputs could be the text, the second is it, unless what follows is no step of that.
        Generation[] found = [.. Enumerable.Range(0, model.Inputs.Count).Reverse().Where(i => IsText(model, model.Inputs[i].Node, scores))
            .Select(i => Run(spec, model, i, scores))];
        return found.FirstOrDefault(g => g.Step is not null) ?? found.FirstOrDefault();
    }

    /// <summary>Whether an input has a token for each step of the scores, of those that are scored and at most one that begins texts.</summary>
    private static bool IsText(ModelGraph model, InputNode input, Shape scores) =>
        input is { Element: ElementType.Int32, Shape: { Rank: 2 } tokens } && tokens[1] == scores[1]
        && (tokens[1].IsConstant || tokens[1].Symbols.Count() == 1)
        && TokenLimits.Of(model, input) - scores[2].Constant is 0 or 1;

    private static Generation Run(ModelSpec spec, ModelGraph model, int text, Shape scores)
    {
        InputNode input = model.Inputs[text].Node;
        (int most, int count, int limit) = ((int)model.Extents.Largest(scores[1]), scores[2].Value, (int)TokenLimits.Of(model, input));
        Generation Refused(string obstacle) => new(most, count, limit, null, null, obstacle);
        if (model.OutputRows[0]?.Layer is { } last && GivesProbabilities(last))
        {
            return Refused($"it draws from scores, and {last.Title} gives probabilities: leave Softmax out, and train on "
                + "Loss.SoftmaxCrossEntropy.");
        }

        if (scores[1] != OneStep.Steps && (!scores[1].IsConstant || model.Extents.Has("T")))
        {
            return Refused($"the text that it goes on from, \"{input.Name}\", has {scores[1]} steps: let them be Dim.T, and those of other inputs not.");
        }

        (ModelGraph open, IReadOnlyList<Problem> problems) = BuildModel.Run(spec.AtAnyLength(text, most), training: false);
        if (problems.Count > 0)
        {
            return Refused($"it takes a model of any number of steps, and {problems[0].Message}");
        }

        if (!open.Parameters.Select(p => (p.Name, p.Shape)).SequenceEqual(model.Parameters.Select(p => (p.Name, p.Shape))))
        {
            return Refused("its weights depend on the number of steps.");
        }

        DeriveGraphs.NameLayers(open);
        StepGraph? step = OneStep.Run(open.Inputs[text].Node, open.Outputs[0].Node, most, out Node? mixing);
        return step is null ? Refused(Mixes(mixing!)) : new Generation(most, count, limit, open, step, "") { Text = text };
    }

    private static string Mixes(Node node) =>
        $"what {(node.Layer.Length > 0 ? $"\"{node.Layer}\"" : "a layer")} gives at a step does not follow from the steps up to it alone.";

    private static bool GivesProbabilities(Layer layer) =>
        layer.Op is Softmax || (layer.Op.Has("Activation") && layer.Enum("Activation") == "Softmax");
}
