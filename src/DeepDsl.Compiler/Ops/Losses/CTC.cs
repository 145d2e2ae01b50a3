using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// Connectionist temporal classification (Graves et al., 2006): of labels in order, where nobody says at which steps they are. A path gives
/// each step a label or the blank; runs of one label read as one, and blanks as nothing. The sum over all paths that read as the labels is
/// taken step by step, by how far they have come: to a label, or to the blank before it.
/// </summary>
public sealed class CTC : LossFunction
{
    /// <summary>The label behind the last one, where IgnoreIndex says no other.</summary>
    private const int Padding = -1;

    private static readonly OpArgument s_blank = OpArgument.Integer("Blank", 0, 0);
    private static readonly OpArgument s_maxLabels = OpArgument.Steps("MaxLabels", 0, 0);
    private static readonly OpArgument s_zeroInfinity = OpArgument.Bool("ZeroInfinity", false);

    public override string Summary =>
        "-ln(probability that the steps of an output [T, Classes] read as the labels) / their number; IgnoreIndex, -1 by default, pads labels";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [s_blank, s_maxLabels, s_zeroInfinity, LossArguments.IgnoreIndex];

    public override LossQuestion Question => LossQuestion.Class;

    public override bool TakesLabels => true;

    public override bool TakesLabelsAlone => true;

    public override StepUse Steps => StepUse.Ends;

    /// <summary>Padding is certain to be blank, so that each path goes through it as it is.</summary>
    public override Node Masked(LossUse use, Node prediction, Node present)
    {
        Graph g = prediction.Graph;
        Node blank = g.Constant(new Shape(use.Classes), [.. Enumerable.Range(0, use.Classes).Select(c => c == use.Int(s_blank.Name) ? 0 : MaskedSoftmax.Never)]);
        return StepLengths.Kept(StepLengths.Along(present, prediction.Shape.Rank), prediction, blank);
    }

    public override LossReads Reads(LossUse use) => LossReads.Logits;

    public override int? IgnoreIndex(LossUse use) => use.Spec.IgnoreIndex ?? Padding;

    /// <summary>At most as many as steps, which no sequence of labels can exceed.</summary>
    public override Shape LabelShape(LossUse use) => new(use.Int(s_maxLabels.Name) is > 0 and var most ? most : use.OutputShape[0]);

    public override LabelSequences Sequences(LossUse use) => new(use.Int(s_blank.Name), use.Bool(s_zeroInfinity.Name));

    public override bool Check(LossUse use)
    {
        if (use.OutputShape.Rank != 2)
        {
            use.Report(ProblemKind.LossShape,
                $"reads labels off scores [T, Classes], but output {use.OutputShape} is not of that shape; give each step a score for each class.",
                LossSpec.KindName);
            return false;
        }

        if (!CategoricalLoss.HasClasses(use))
        {
            return false;
        }

        int blank = use.Int(s_blank.Name);
        if (blank >= use.Classes)
        {
            use.Report(ProblemKind.ArgumentRange,
                $"has Blank = {blank}, but output {use.OutputShape} has the classes 0 to {use.Classes - 1}", s_blank.Name,
                Remedy.Set(s_blank.Name, use.Classes - 1));
            return false;
        }

        (Dim steps, int most) = (use.OutputShape[0], use.Int(s_maxLabels.Name));
        if (steps.IsConstant && most > steps.Constant)
        {
            use.Report(ProblemKind.ArgumentRange,
                $"has MaxLabels = {most}, but output {use.OutputShape} has {Counted.Of(steps, "step")}, and each label takes one",
                s_maxLabels.Name, Remedy.ByHand("give it more steps"), Remedy.Set(s_maxLabels.Name, (int)steps.Constant));
            return false;
        }

        return true;
    }

    public override Node PerLabel(LossUse use, Node prediction, Node label) => PerElement(use, prediction, label);

    /// <param name="use">Of which.</param>
    /// <param name="prediction">[N, T, Classes].</param>
    /// <param name="target">[N, Labels, 1].</param>
    public override Node PerElement(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        (Dim batch, Dim labels) = (target.Shape[0], target.Shape[1]);
        Node label = g.Reshape(target, new Shape(batch, labels));
        Node isLabel = g.Map(l => 1 - Exprs.Binary(BinaryOp.Equal, l, use.IgnoreIndex!.Value), label);
        Node likelihood = Likelihood(
            OfSteps(prediction, x => g.Slice(x, -1, use.Int(s_blank.Name), 1)),
            OfSteps(prediction, x => OfLabels(use, x, target)),
            label, isLabel);
        Node count = g.Max(g.Sum(isLabel, 1), 1);
        double impossible = use.Bool(s_zeroInfinity.Name) ? 0 : double.PositiveInfinity;
        return g.Map((l, n) => Exprs.Select(Exprs.Less(l, 0.5 * MaskedSoftmax.Never), impossible, -l / n), likelihood, count);
    }

    /// <summary>The logarithm of the probability of the labels, [N, 1].</summary>
    /// <param name="blank">The logarithm of the blank's at each step, [T, N, 1].</param>
    /// <param name="own">That of each label, [T, N, Labels].</param>
    /// <param name="label">[N, Labels].</param>
    /// <param name="isLabel">1, or 0 behind the last.</param>
    private static Node Likelihood(Node blank, Node own, Node label, Node isLabel)
    {
        Graph g = label.Graph;
        Shape places = label.Shape;
        Node before = First(g.Pad(g.Map(l => l, label), 1, 1, 0, Padding));

        // A label is reached from the one before without a blank between, unless they are alike: a run of both would read as one.
        Node passes = g.Map((l, b) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, l, b), MaskedSoftmax.Never, 0), label, before);
        Node Start(Dim count, double first) => g.Pad(g.Broadcast(g.Constant(MaskedSoftmax.Never), new Shape(places[0], count)), 1, 1, 0, first);

        ScanBuilder scan = new(g, own.Shape[0]);
        Node atBlank = scan.Carried(Start(places[1], 0));
        Node atLabel = scan.Carried(g.Broadcast(g.Constant(MaskedSoftmax.Never), places));
        Node behind = Shifted(atLabel);
        Node nextBlank = scan.Slice(blank) + LogSum(atBlank, behind);
        Node nextLabel = scan.Slice(own) + LogSum(atLabel, First(atBlank), First(behind) + scan.Capture(passes));
        scan.Next(atBlank, Roles.Name(nextBlank, "atBlank"));
        scan.Next(atLabel, Roles.Name(nextLabel, "atLabel"));
        (IReadOnlyList<Node> finals, _) = scan.Build();

        // It ends at the last label or the blank behind it: where a label is before, and none after.
        Node isEnd = g.Pad(isLabel, 1, 1, 0, 1) * (1 - g.Pad(isLabel, 1, 0, 1));
        Node ends = g.Map((end, l) => Exprs.Select(end, l, MaskedSoftmax.Never), isEnd, LogSum(finals[0], Shifted(finals[1])));
        return LogSoftmax.Whole(ends, 1);

        Node First(Node x) => x.Graph.Slice(x, 1, 0, places[1]);
    }

    /// <summary>Each place's value at the next, [N, Labels + 1]: nothing comes to the first.</summary>
    private static Node Shifted(Node x) => x.Graph.Pad(x, 1, 1, 0, MaskedSoftmax.Never);

    /// <summary>ln(exp(x) + ..), less the largest at first, whose gradient is 0.</summary>
    private static Node LogSum(params Node[] x)
    {
        Graph g = x[0].Graph;
        Node largest = g.Detach(x.Aggregate(g.Max));
        Expr[] terms = [.. x.Select((_, i) => Exprs.Unary(UnaryOp.Exp, Exprs.Arg(i) - Exprs.Arg(x.Length)))];
        Expr sum = terms.Aggregate((a, b) => a + b);
        return g.Map(Exprs.Arg(x.Length) + Exprs.Unary(UnaryOp.Log, sum), null, [.. x, largest]);
    }

    /// <summary>
    /// The logarithms of probabilities of what <paramref name="pick"/> takes of each step, time first: [T, N, ..]. A masked class, whose logit
    /// is -infinity, is as good as impossible.
    /// </summary>
    private static Node OfSteps(Node prediction, Func<Node, Node> pick)
    {
        Graph g = prediction.Graph;
        return g.Transpose(g.Max(LogSoftmax.At(prediction, 2, pick), MaskedSoftmax.Never), 1, 0, 2);
    }

    /// <summary>What each step [N, T, Classes] says of each label: [N, T, Labels]. What is no label can't be passed.</summary>
    private static Node OfLabels(LossUse use, Node x, Node target)
    {
        Graph g = x.Graph;
        Shape steps = x.Shape;
        Node scores = g.Reshape(x, new Shape(steps[0], steps[1], 1, steps[2]));
        Node label = g.Reshape(target, new Shape(steps[0], 1, target.Shape[1], 1));
        Node own = g.Reshape(use.OfLabel(scores, label), new Shape(steps[0], steps[1], target.Shape[1]));
        Node row = g.Reshape(target, new Shape(steps[0], 1, target.Shape[1]));
        return g.Map((v, l) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, l, use.IgnoreIndex!.Value), MaskedSoftmax.Never, v), own, row);
    }
}
