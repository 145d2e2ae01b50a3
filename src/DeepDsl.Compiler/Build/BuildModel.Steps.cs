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
                    OtherSteps(layer.Source(), inputs[0], layer.Source(i), inputs[i]), PerStep);
                return null;
            }
        }

        return [.. inputs.Select(Fold)];
    }

    /// <summary>Whether what a block reads beside the value above has as many steps; reports it where not.</summary>
    private bool HasStepsOf(BlockSpec block, string source, Node steps, string otherSource, Node other, IReadOnlyList<int> path)
    {
        if (!HasSteps(other))
        {
            Report(ProblemKind.WrongRank, path, $"{block.Title} {NoSteps(otherSource, other)}", PerStep, remedies: Remedy.Drop(PerStep));
            return false;
        }

        bool fits = other.Shape[1] == steps.Shape[1];
        if (!fits)
        {
            Report(ProblemKind.MergeShapes, path, $"{block.Title} {OtherSteps(source, steps, otherSource, other)}", PerStep);
        }

        return fits;
    }

    private static bool HasSteps(Node x) => x.Shape.Rank > 2;

    private static string NoSteps(string source, Node x) =>
        $"has {PerStep} = true, which wants steps along the first axis of [T, ..], but {source} gives {x.Shape.WithoutBatch()}";

    private static string OtherSteps(string source, Node x, string otherSource, Node other) =>
        $"has {PerStep} = true, but joins {x.Shape[1]} steps of {source} with {other.Shape[1]} of {otherSource}; give both as many.";

    private Node Fold(Node x)
    {
        Node each = _model.Graph.Reshape(x, new Shape([x.Shape[0] * x.Shape[1], .. x.Shape.Skip(2)]));
        _model.Folds.Add((x, each));
        _cell?.Made(each, [x]);
        if (_model.LengthsOf(x) is not null)
        {
            _model.PaddedSamples.Add(each);
        }

        return each;
    }

    /// <param name="each">What was computed of each step.</param>
    /// <param name="like">A value that was folded on the way.</param>
    private Node Unfold(Node each, Node like)
    {
        Node steps = _model.Graph.Reshape(each, new Shape([like.Shape[0], like.Shape[1], .. each.Shape.Skip(1)]));
        _model.Folds.Add((steps, each));
        _cell?.Made(steps, [each]);
        if (_model.LengthsOf(like) is { } lengths)
        {
            _model.Lengths[steps] = lengths;
        }

        return steps;
    }
}
