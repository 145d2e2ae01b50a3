using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The accumulators of a reduction's results: sum0 for the first of them, and so on.</summary>
internal static class Reductions
{
    /// <summary>What changes nothing.</summary>
    public static ConstExpr Start(ReduceKind kind) => new(kind switch
    {
        ReduceKind.Sum => 0,
        ReduceKind.Max => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    });

    public static Statement Declare(ReduceLaunch launch, string accumulator) => new Compute(
        launch.Results.Select((r, i) => new Definition($"{accumulator}{i}", Start(r.Kind))).ToArray(), EquatableArray<VectorExpr>.Empty);

    /// <summary>Adds a value to the accumulator of the given result.</summary>
    public static Statement Combine(ReduceLaunch launch, int result, VectorExpr value, string accumulator) => Statements.Set(
        $"{accumulator}{result}", Combined(launch.Results[result].Kind), value, new VectorName($"{accumulator}{result}"));

    /// <summary>The next value, argument 0, and what there is already, argument 1, as one.</summary>
    public static Expr Combined(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => Exprs.Arg(1) + Exprs.Arg(0),
        ReduceKind.Max => Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)),
        _ => Exprs.Binary(BinaryOp.Min, Exprs.Arg(0), Exprs.Arg(1)),
    };

    /// <summary>Computes the values to be reduced; what is an operand as it is needs no variable of its own.</summary>
    public static IReadOnlyList<VectorExpr> Values(ReduceLaunch launch, LoopReads reads, Action<Statement> add)
    {
        Definition[] computed = [.. launch.Results.Select((r, i) => new Definition($"value{i}", r.Result.Body)).Where(d => d.Body is not ArgExpr)];
        if (computed.Length > 0)
        {
            add(new Compute(computed, reads.Names));
        }

        return [.. launch.Results.Select((r, i) => r.Result.Body is ArgExpr operand ? reads.Names[operand.Index] : new VectorName($"value{i}"))];
    }

    public static string Name(ReduceLaunch launch, Shape kept) =>
        KernelNaming.Of(string.Concat(launch.Results.Select(r => r.Kind).Distinct()), launch.Shape, kept);

    /// <summary>The shape of a result, reduced axes of size one.</summary>
    public static Shape Kept(ReduceLaunch launch) => new(launch.Shape.Select((d, axis) => launch.Axes.Contains(axis) ? 1 : d));
}
