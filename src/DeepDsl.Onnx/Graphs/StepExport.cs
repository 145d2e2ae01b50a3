using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>One step of generation as a graph that takes what the steps before left, and leaves that to the next.</summary>
internal static class StepExport
{
    /// <exception cref="NotSupportedException">The model does not go on from a text, or reads something else before it.</exception>
    public static ExportedGraph Of(BuiltModel built)
    {
        string name = built.Spec.Name;
        if (built.Generation is not { Step: { } step } generation)
        {
            throw Refused(name, built.Generation?.Obstacle is { Length: > 0 } obstacle ? obstacle
                : "it takes no tokens [T], or does not give a score for each token at each step.");
        }

        if (generation.Given.Any())
        {
            string[] given = [.. generation.Given.Select(i => i.Name)];
            throw Refused(name, $"it reads {Listing.Quoted(given)} before the first step, which has no file of its own. Save the whole model "
                + "with SaveOnnx.");
        }

        return Of(step, built.Inference.Inputs[generation.Text].Name, built.Inference.Outputs[0].Name);
    }

    /// <param name="step">Of a model that reads nothing but its text.</param>
    /// <param name="text">What the input of tokens is called.</param>
    /// <param name="scores">What the output is called.</param>
    public static ExportedGraph Of(StepGraph step, string text, string scores)
    {
        bool isTold = step.Kept.Any(k => k.Past.Shape.Contains(OneStep.Steps - 1));
        return new ExportedGraph(
            [(text, (InputNode)step.Input), .. step.Kept.Select(k => ("past." + k.Name, (InputNode)k.Past))],
            [(scores, step.Output), .. step.Kept.Select(k => ("next." + k.Name, k.Next))])
        {
            Position = step.DependsOnPosition && !isTold ? "position" : null,
        };
    }

    private static NotSupportedException Refused(string name, string why) => new($"{name} has no step to save: {why}");
}
