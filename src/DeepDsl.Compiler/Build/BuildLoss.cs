using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Derive;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Builds the trained loss: the weighted sum of the declared losses, each the mean over its elements, in which a sample counts as much as
/// its weight: sum(w * loss) / sum(w).
/// </summary>
public static class BuildLoss
{
    /// <summary>
    /// The loss on float targets, or with <paramref name="labels"/> on ints wherever a loss takes them and on floats elsewhere; null where
    /// there is none of that kind.
    /// </summary>
    public static LossGraph? Run(IReadOnlyList<LossUse> losses, ModelGraph model, bool labels)
    {
        if (losses.Count == 0 || (labels ? losses.All(l => l.LabelShape is null) : losses.Any(l => !l.TakesFloats)))
        {
            return null;
        }

        Graph g = new() { Layer = "loss" };
        InputNode[] outputs = Outputs(g, model);
        InputNode weights = (InputNode)Roles.Call(g.Input("sample weights", new Shape(Dim.N)), "sampleWeights");
        List<InputNode?> targets = [];
        Dictionary<int, InputNode> inputs = [];
        Dictionary<int, InputNode> drawn = [];
        Node? loss = null;
        foreach ((LossUse use, int number) in losses.Select((use, number) => (use, number)))
        {
            Node? present = Present(g, use, model, inputs);
            Node Own(Node x) => present is null || use.Function.Steps != StepUse.Each ? x : StepLengths.Masked(x, present);
            LossWeight weight = new(losses, number, model, g);
            Node output = present is null ? outputs[use.Output] : use.Function.Masked(use, outputs[use.Output], present);
            bool onLabels = labels && use.LabelShape is not null;
            if (model.Sampled.TryGetValue(number, out SampledClasses sampled))
            {
                drawn.Add(number, (InputNode)g.Input(sampled.Drawn.Name, sampled.Drawn.Shape, sampled.Drawn.Element));
            }

            (Node each, Node? share) = onLabels
                ? OnLabels(use, output, Own(Label(g, use, targets)), drawn.TryGetValue(number, out InputNode classes) ? classes : null)
                : OnFloats(use, output, Target(g, use, targets) is { } target ? Own(weight.Targets(target)) : output);
            if (present is not null && use.Function.Steps == StepUse.Each)
            {
                share = Own(share ?? g.Map(1, each.Shape));
                each = Own(each);
            }

            Node mean = weight.Weigh(Mean(Roles.Name(each, "each"), share, weights));
            loss = loss is null ? mean : loss + mean;
        }

        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [loss!] = g.Constant(1) }, outputs);
        return new LossGraph(g, outputs, targets, inputs, weights, loss!, gradients) { Drawn = drawn };
    }

    /// <summary>The outputs through the softmax or sigmoid that their losses imply; null where they imply none.</summary>
    public static ProbabilityGraph? Probabilities(IReadOnlyList<LossUse> losses, ModelGraph model)
    {
        Graph g = new() { Layer = "probabilities" };
        InputNode[] outputs = Outputs(g, model);
        Node[] results =
        [
            .. outputs.Select((output, i) => losses.Where(l => l.Output == i).Select(l => l.Function.Probabilities(l, output))
                .FirstOrDefault(p => p != output) ?? output),
        ];
        return results.SequenceEqual(outputs) ? null : new ProbabilityGraph(g, outputs, results);
    }

    private static InputNode[] Outputs(Graph g, ModelGraph model) =>
        [.. model.Outputs.Select(o => (InputNode)Roles.Call(g.Input($"output {o.Name}", o.Node.Shape), o.Name))];

    /// <summary>1 at the own steps of what it reads, [N, T]; null where all are.</summary>
    private static Node? Present(Graph g, LossUse use, ModelGraph model, Dictionary<int, InputNode> inputs)
    {
        if (use.Lengths is not { } lengths)
        {
            return null;
        }

        int index = model.InputOf(lengths);
        if (!inputs.TryGetValue(index, out InputNode source))
        {
            string name = model.Inputs[index].Name;
            source = (InputNode)Roles.Call(g.Input($"input {name}", lengths.Source.Shape, lengths.Source.Element), name);
            inputs.Add(index, source);
        }

        return lengths.Present(source, model.Extents);
    }

    private static (Node Each, Node? Share) OnFloats(LossUse use, Node output, Node target) =>
        (use.Function.PerElement(use, output, target), use.Function.Share(use, target));

    /// <summary>What stands at ignored positions, a NaN even, reaches neither the loss nor a gradient.</summary>
    /// <param name="use">Which.</param>
    /// <param name="output">Scores of all classes, or of the label's and those drawn.</param>
    /// <param name="label">[N, .., 1].</param>
    /// <param name="drawn">The classes drawn; null for all.</param>
    private static (Node Each, Node? Share) OnLabels(LossUse use, Node output, Node label, Node? drawn)
    {
        if (use.Sequences is not null)
        {
            return (use.Function.PerLabel(use, output, label), null);
        }

        Graph g = output.Graph;
        Node Counted(Node x) => use.IgnoreIndex is { } ignored
            ? g.Map((v, l) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, l, ignored), 0, v), x, label) : x;
        Node? share = drawn is null ? use.Function.Share(use, use.OneHot(label)) : null;
        Node each = drawn is null ? use.Function.PerLabel(use, Counted(output), label)
            : use.Sampling!.PerLabel(Counted(output), label, drawn, use.Classes);
        return (Counted(each),
            use.IgnoreIndex is null ? share : Counted(share ?? g.Map(1, label.Shape)));
    }

    private static InputNode? Target(Graph g, LossUse use, List<InputNode?> targets)
    {
        string name = $"target{targets.Count + 1}";
        targets.Add(use.TargetShape is { } shape ? (InputNode)Roles.Call(g.Input(name, shape.WithBatch()), name) : null);
        return targets.Last();
    }

    /// <summary>The labels as [N, .., 1].</summary>
    private static Node Label(Graph g, LossUse use, List<InputNode?> targets)
    {
        string name = $"target{targets.Count + 1}";
        Node label = Roles.Call(g.Input(name, use.LabelShape!.WithBatch(), ElementType.Int32), name);
        targets.Add((InputNode)label);
        return g.Reshape(label, new Shape(label.Shape.Append(1)));
    }

    private static Node Mean(Node losses, Node? share, Node weights)
    {
        Graph g = losses.Graph;
        Node bySample = g.Reshape(weights, new Shape(losses.Shape.Select((dim, axis) => axis == 0 ? dim : 1)));
        Node count = Roles.Name(share is null
            ? Roles.Name(Total(weights), "weights") * g.Size(losses.Shape.WithoutBatch().Size)
            : Total(g.Broadcast(share * bySample, losses.Shape)), "count");

        // A batch whose samples all weigh nothing teaches nothing; 0 / 0 would destroy the model.
        return g.Map((sum, n) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, n, 0), 0, sum / n), Roles.Name(Total(losses * bySample), "total"), count);
    }

    private static Node Total(Node x) => x.Graph.Reshape(x.Graph.Sum(x, [.. Enumerable.Range(0, x.Shape.Rank)]), Shape.Scalar);
}
