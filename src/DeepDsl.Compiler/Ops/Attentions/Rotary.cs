using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// Positions as angles: channel c of a head's first half and channel c of its second are turned by position * 10000^(-2 c / HeadSize), so
/// that products of queries and keys depend on how far they are apart.
/// </summary>
internal static class Rotary
{
    /// <summary>Queries and keys turned, values as they are; all lie as they did.</summary>
    public static Node Turn(LayerScope scope, Node packed, AttentionForm form)
    {
        Graph g = packed.Graph;
        Dim steps = packed.Shape[1];
        int half = form.HeadSize / 2;
        int heads = form.Heads + (2 * form.KeyHeads);
        Node angles = Angles.Of(scope, steps, between: 2, half, c => 2 * c, form.HeadSize);
        Node sign = g.Constant(new Shape(2, 1), [-1, 1]);
        Node isTurned = g.Constant(
            new Shape(heads, 1, 1), [.. Enumerable.Range(0, heads).Select(h => h < form.Heads + form.KeyHeads ? 1.0 : 0)]);

        Node pairs = g.Reshape(packed, new Shape(packed.Shape[0], steps, heads, 2, half));
        Node across = g.Reverse(pairs, 3);
        Expr body = Exprs.Select(Exprs.Arg(4), (Exprs.Arg(0) * Exprs.Arg(2)) + (Exprs.Arg(1) * Exprs.Arg(3)), Exprs.Arg(0));
        Node turned = g.Map(body, null, pairs, across, g.Unary(UnaryOp.Cos, angles), g.Unary(UnaryOp.Sin, angles) * sign, isTurned);
        return g.Reshape(turned, packed.Shape);
    }
}
