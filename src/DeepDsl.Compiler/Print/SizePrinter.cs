using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>Sizes of emitted definitions, and the variables that stand for dimensions set at run time.</summary>
internal static class SizePrinter
{
    /// <summary>A number, or an expression over the runtime's Size: 16 * Size.T - 32, (Size.T + 1) / 2.</summary>
    public static string Text(Dim dim) => dim.IsConstant
        ? dim.Constant.ToString(CultureInfo.InvariantCulture)
        : string.Join(" + ", dim.Terms.Select(Term)).Replace("+ -", "- ");

    /// <summary>An array of them.</summary>
    public static string Array(IEnumerable<string> sizes) => $"new Size[] {{ {string.Join(", ", sizes)} }}";

    /// <summary>The sizes of a value whose shape is known at run time alone; null of others.</summary>
    public static string? Sizes(Shape shape) => shape.IsConstant ? null : Array(shape.Select(Text));

    /// <summary>The dimensions beside the batch that launches deal with, in the order of the language.</summary>
    public static IReadOnlyList<string> SymbolsOf(IEnumerable<Launch> launches)
    {
        HashSet<string> used =
        [
            .. launches.SelectMany(l => l.Reads.Concat(l.Writes).Select(b => b.Shape).Concat(Walked(l))).SelectMany(s => s).SelectMany(d => d.Symbols),
            .. launches.SelectMany(l => l.Reads.Concat(l.Writes)).SelectMany(b => SymbolsOf(b.Slot).Concat(b.SlotSize.Symbols)),
        ];
        return [.. ExtentSpec.Symbols.Where(used.Contains)];
    }

    /// <summary>Those that say how long loops over time are, but for loops that a method of their own has.</summary>
    public static IReadOnlyList<string> SymbolsOfLoops(IEnumerable<ProgramItem> items)
    {
        HashSet<string> used = [.. TimeLoops(items).SelectMany(l => l.Count.Symbols)];
        return [.. ExtentSpec.Symbols.Where(used.Contains)];
    }

    private static IEnumerable<Loop> TimeLoops(IEnumerable<ProgramItem> items) =>
        items.OfType<Loop>().Where(l => l.Over == LoopOver.Time).SelectMany(l => TimeLoops(l.Body).Prepend(l));

    private static IEnumerable<string> SymbolsOf(IndexExpr place) => place switch
    {
        SymbolIndex s => [s.Symbol],
        BinaryIndex b => SymbolsOf(b.Left).Concat(SymbolsOf(b.Right)),
        _ => [],
    };

    /// <summary>Shapes that a launch goes through, where they may have a dimension that none of its buffers has.</summary>
    private static IEnumerable<Shape> Walked(Launch launch) => launch switch
    {
        MapLaunch l => [l.Shape],
        ReduceLaunch l => [l.Shape],
        CopyLaunch l => [l.Shape, new Shape([.. l.SourceStrides, .. l.TargetStrides, l.SourceStart, l.TargetStart])],
        _ => [],
    };

    /// <summary>Declarations of their variables.</summary>
    /// <param name="symbols">Which.</param>
    /// <param name="values">What holds the values.</param>
    public static IEnumerable<string> Variables(IEnumerable<string> symbols, string values) =>
        symbols.Select(s => $"int {IndexPrinter.Symbol(s)} = {values}.{s};");

    private static string Term(Dim.Term term)
    {
        string factors = string.Join(" * ", term.Monomial.Factors.Select(Factor));
        return factors.Length == 0 ? term.Coefficient.ToString(CultureInfo.InvariantCulture)
            : term.Coefficient == 1 ? factors
            : $"{term.Coefficient.ToString(CultureInfo.InvariantCulture)} * {factors}";

        static string Factor(SizeFactor factor) => factor.IsQuotient
            ? $"(({Text(factor.Dividend)}) / {factor.Divisor.ToString(CultureInfo.InvariantCulture)})" : "Size." + factor.Name;
    }
}
