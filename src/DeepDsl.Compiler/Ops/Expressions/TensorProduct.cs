using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>The product of matrices, vectors being rows on the left and columns on the right.</summary>
internal static class TensorProduct
{
    public static TensorValue Of(TensorCall call)
    {
        (TensorValue a, TensorValue b) = (call.Value(0), call.Value(1));
        if (a.Shape.Rank == 0 || b.Shape.Rank == 0)
        {
            throw call.Misfit("a number is no matrix; multiply by it with *");
        }

        (Dim inner, Dim rows) = (a.Shape[-1], b.Shape[b.Shape.Rank == 1 ? 0 : -2]);
        if (inner != rows)
        {
            throw call.Misfit($"{a.Shape} by {b.Shape} meets {Counted.Of(inner, "column")} with {Counted.Of(rows, "row")}");
        }

        TensorValue left = a.Shape.Rank == 1 ? Row(a) : a;
        TensorValue right = b.Shape.Rank == 1 ? Column(b) : b;
        TensorValue product = Matrices(call, left, right);
        call.Run.Macs += product.Shape.Size.IsConstant && inner.IsConstant ? product.Shape.Size.Constant * inner.Constant : 0;
        IEnumerable<Dim> shape = product.Shape;
        shape = b.Shape.Rank == 1 ? shape.Take(product.Shape.Rank - 1) : shape;
        shape = a.Shape.Rank == 1 ? shape.Where((_, i) => i != product.Shape.Rank - 2) : shape;
        return product with { Node = call.Graph.Reshape(product.Node, product.NodeShape(shape)) };
    }

    private static TensorValue Row(TensorValue x) => x with { Node = x.Node.Graph.Reshape(x.Node, x.NodeShape([1, x.Shape[0]])) };

    private static TensorValue Column(TensorValue x) => x with { Node = x.Node.Graph.Reshape(x.Node, x.NodeShape([x.Shape[0], 1])) };

    private static TensorValue Matrices(TensorCall call, TensorValue a, TensorValue b)
    {
        if (!b.IsOfSample && b.Shape.Rank == 2)
        {
            return Rows(call.Graph, a, b);
        }

        if (!a.IsOfSample && a.Shape.Rank == 2)
        {
            // What is the same for all samples is read once: the product is that of both transposed, in the other order.
            return Swapped(Rows(call.Graph, Swapped(b), Swapped(a)));
        }

        Dim[] before = [.. a.Shape.Take(a.Shape.Rank - 2)];
        if (!before.SequenceEqual(b.Shape.Take(b.Shape.Rank - 2)))
        {
            throw call.Misfit($"{a.Shape} and {b.Shape} have different axes before their matrices");
        }

        bool isOfSample = a.IsOfSample || b.IsOfSample;
        Dim[] batch = isOfSample ? [(a.IsOfSample ? a : b).Node.Shape[0]] : [];
        Dim count = before.Concat(batch).Aggregate((Dim)1, (x, y) => x * y);
        Node product = call.Graph.MatMul(Side(a), Side(b));
        return new TensorValue(call.Graph.Reshape(product, new Shape([.. batch, .. before, a.Shape[-2], b.Shape[-1]])), isOfSample);

        Node Side(TensorValue x)
        {
            Node all = isOfSample && !x.IsOfSample ? call.Graph.Broadcast(x.Node, new Shape([.. batch, .. x.Shape])) : x.Node;
            return call.Graph.Reshape(all, new Shape(count, x.Shape[-2], x.Shape[-1]));
        }
    }

    /// <summary>All rows of all matrices on the left are those of one product.</summary>
    private static TensorValue Rows(Graph graph, TensorValue a, TensorValue b)
    {
        Dim rows = new Shape(a.Node.Shape.Take(a.Node.Shape.Rank - 1)).Size;
        Node product = graph.MatMul(graph.Reshape(a.Node, new Shape(rows, a.Shape[-1])), b.Node);
        return a with { Node = graph.Reshape(product, a.Node.Shape.With(-1, b.Shape[-1])) };
    }

    private static TensorValue Swapped(TensorValue x)
    {
        int rank = x.Node.Shape.Rank;
        return x with { Node = x.Node.Graph.Transpose(x.Node, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]) };
    }
}
