using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// The first number that an input of ints must not hold, however its numbers are rearranged: the size of the smallest table it indexes, the
/// number of nodes that its edges join, or one more than the steps of the sequences whose lengths it holds.
/// </summary>
public static class TokenLimits
{
    /// <summary>
    /// A number beyond the limit that stands for nothing, as in what is no edge or no entry of a list; null where there is none.
    /// </summary>
    public static int? IgnoreIndex(ModelGraph model, Node input) =>
        !Tables(model, input).Any() && (Edges(model, input).Any() || Lists(model, input).Any()) ? -1 : null;

    public static long Of(ModelGraph model, Node input) => Tables(model, input).Concat(Lists(model, input))
        .Concat(Counts(model, input).Where(count => count.IsConstant).Select(count => count.Constant))
        .DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>A limit that is set at run time, beside the constant one; null where there is none.</summary>
    public static Dim? AtRunTime(ModelGraph model, Node input) =>
        Counts(model, input).Where(count => !count.IsConstant).Select(count => (Dim?)count).FirstOrDefault();

    /// <summary>The sizes of the tables that it indexes.</summary>
    private static IEnumerable<long> Tables(ModelGraph model, Node input) => model.Graph.Nodes.OfType<GatherNode>()
        .Where(g => Reachability.From([g.Inputs[1]]).Contains(input)).Select(g => g.Inputs[0].Shape[0].Constant);

    /// <summary>The numbers of columns of the sparse rows whose lists it holds.</summary>
    private static IEnumerable<long> Lists(ModelGraph model, Node input) => model.Graph.Nodes.OfType<SparseNode>()
        .Where(s => Reachability.From([s.Columns]).Contains(input)).Select(s => s.Width.Constant);

    /// <summary>The numbers of nodes that it joins, and one more than the steps of sequences whose lengths it holds.</summary>
    private static IEnumerable<Dim> Counts(ModelGraph model, Node input) => Edges(model, input).Concat(
        model.Lengths.Values.Where(l => l.Source == input && l.PaddingToken is null && l.Changes.Count == 0).Select(l => l.Steps + 1).Distinct());

    /// <summary>The numbers of nodes that it joins by edges.</summary>
    private static IEnumerable<Dim> Edges(ModelGraph model, Node input) => model.Graph.Nodes.OfType<EdgeNode>()
        .Where(e => Reachability.From([e.Edges]).Contains(input)).Select(e => e.Nodes);
}
