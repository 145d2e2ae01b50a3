using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>One step of generation as a graph that takes what the steps before left, and leaves that to the next.</summary>
internal static class StepExport
{
    private const string Past = "past.";
    private const string Next = "next.";
    private const string Given = "given.";

    /// <returns>The step, and what is computed before the first; null where the model reads nothing but its text.</returns>
    /// <exception cref="NotSupportedException">The model does not go on from a text.</exception>
    public static (ExportedGraph Step, ExportedGraph? Before) Of(BuiltModel built)
    {
        if (built.Generation is not { Step: { } step } generation)
        {
            string why = built.Generation?.Obstacle is { Length: > 0 } obstacle ? obstacle
                : "it takes no tokens [T], or does not give a score for each token at each step.";
            throw new NotSupportedException($"{built.Spec.Name} has no step to save: {why}");
        }

        (string Name, Node Node)[] given =
            [.. generation.Given.Select(i => i.Name).Zip(generation.Given, (name, input) => (name, step.BeforeOf[input]))];
        (string Name, Node Node)[] first =
        [
            .. step.Kept.Where(k => k.First is not null).Select(k => (Past + k.Name, k.First!)),
            .. step.Given.Select(g => (Given + ((InputNode)g.Input).Name, g.Value)),
        ];
        ExportedGraph one = Of(step, built.Inference.Inputs[generation.Text].Name, built.Inference.Outputs[0].Name);
        return (one, given.Length == 0 ? null : new ExportedGraph([.. given.Select(g => (g.Name, (InputNode)g.Node))], first));
    }

    /// <param name="step">The step.</param>
    /// <param name="text">What the input of tokens is called.</param>
    /// <param name="scores">What the output is called.</param>
    private static ExportedGraph Of(StepGraph step, string text, string scores)
    {
        bool isTold = step.Kept.Any(k => k.Past.Shape.Contains(OneStep.Steps - 1));
        return new ExportedGraph(
            [
                (text, (InputNode)step.Input), .. step.Kept.Select(k => (Past + k.Name, (InputNode)k.Past)),
                .. step.Given.Select(g => (Given + ((InputNode)g.Input).Name, (InputNode)g.Input)),
            ],
            [(scores, step.Output), .. step.Kept.Select(k => (Next + k.Name, k.Next))])
        {
            Position = step.DependsOnPosition && !isTold ? "position" : null,
        };
    }
}
