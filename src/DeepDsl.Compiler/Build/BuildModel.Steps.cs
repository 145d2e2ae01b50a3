using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// PerStep: what a layer or block reads is folded, so that each step is a sample of its own, and what it gives is unfolded. Inside, nothing
/// knows of it.
/// </summary>
public sealed partial class BuildModel
{
    private const string PerStep = "PerStep";

    private static bool IsPerStep(AttributeSpec spec, Scope scope) => spec[PerStep]?.Evaluate(scope.Parameter) is BoolArgument { Value: true };

    /// <summary>The inputs of a layer step by step; null after reporting why they have no steps in common.</summary>
    private Node[]? Folded(Layer layer, Node[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!HasSteps(inputs[i]))
            {
                layer.Report(ProblemKind.WrongRank, NoSteps(layer.Source(i), inputs[i]), PerStep, Remedy.Drop(PerStep));
                return null;
            }

            if (inputs[i].Shape[1] != inputs[0].Shape[1])
            {
                layer.Report(ProblemKind.MergeShapes,
                    $"has {PerStep} = true, but joins {inputs[0].Shape[1]} steps of {layer.Source()} with {inputs[i].Shape[1]} of "
                    + $"{layer.Source(i)}; give both as many.", PerStep);
                return null;
            }
        }

        return [.. inputs.Select(Fold)];
    }

    private static bool HasSteps(Node x) => x.Shape.Rank > 2;

    private static string NoSteps(string source, Node x) =>
        $"has {PerStep} = true, which wants steps along the first axis of [T, ..], but {source} gives {x.Shape.WithoutBatch()}; drop it.";

    private Node Fold(Node x)
    {
        Node each = _model.Graph.Reshape(x, new Shape([x.Shape[0] * x.Shape[1], .. x.Shape.Skip(2)]));
        _model.Folds.Add((x, each));
        return each;
    }

    /// <param name="each">What was computed of each step.</param>
    /// <param name="like">A value that was folded on the way.</param>
    private Node Unfold(Node each, Node like)
    {
        Node steps = _model.Graph.Reshape(each, new Shape([like.Shape[0], like.Shape[1], .. each.Shape.Skip(1)]));
        _model.Folds.Add((steps, each));
        return steps;
    }
}
