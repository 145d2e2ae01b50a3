using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// Of boxes [left, top, right, bottom] along the last dimension. A target without an area is no box: its position counts nothing, as most of
/// a grid's do.
/// </summary>
public abstract class BoxLoss : LossFunction
{
    private const int Corners = 4;

    /// <summary>torchvision's: what keeps 0 / 0 away.</summary>
    protected const double LeastArea = 1e-7;

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override bool Check(LossUse use)
    {
        bool areBoxes = use.OutputShape.Rank > 0 && use.OutputShape.Channels == Corners;
        if (!areBoxes)
        {
            use.Report(ProblemKind.LossShape,
                $"compares boxes [left, top, right, bottom], but output {use.OutputShape} does not end in 4 numbers; give the last layer 4 units.",
                LossSpec.KindName);
        }

        return areBoxes;
    }

    public sealed override Node PerElement(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        (Node left, Node top, Node right, Node bottom) = CornersOf(prediction);
        (Node atLeft, Node atTop, Node atRight, Node atBottom) = CornersOf(target);
        Node both = Area(g.Min(right, atRight) - g.Max(left, atLeft), g.Min(bottom, atBottom) - g.Max(top, atTop));
        Node either = Area(right - left, bottom - top) + Area(atRight - atLeft, atBottom - atTop) - both;
        Node around = (g.Max(right, atRight) - g.Min(left, atLeft)) * (g.Max(bottom, atBottom) - g.Min(top, atTop));
        Node counts = Share(use, target);
        return g.Map((loss, count) => Exprs.Select(Exprs.Less(0, count), loss, 0), 1 - Overlap(both, either, around), counts);
    }

    public sealed override Node Share(LossUse use, Node target)
    {
        (Node left, Node top, Node right, Node bottom) = CornersOf(target);
        return target.Graph.Map(area => Exprs.Less(0, area), Area(right - left, bottom - top));
    }

    /// <summary>By the areas of what both boxes cover, of what either does, and of the smallest box around both.</summary>
    protected abstract Node Overlap(Node both, Node either, Node around);

    private static (Node Left, Node Top, Node Right, Node Bottom) CornersOf(Node boxes)
    {
        Node At(int corner) => boxes.Graph.Slice(boxes, -1, corner, 1);
        return (At(0), At(1), At(2), At(3));
    }

    /// <summary>None where a side is negative.</summary>
    private static Node Area(Node width, Node height) => width.Graph.Max(width, 0) * width.Graph.Max(height, 0);
}
