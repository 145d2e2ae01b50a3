using System.Globalization;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print;

/// <summary>Whole numbers as C#, with the parentheses that precedence asks for and no more.</summary>
internal static class IndexPrinter
{
    private enum Width
    {
        /// <summary>An int.</summary>
        Int,

        /// <summary>May lie beyond what an int can count: its products are made of native ints.</summary>
        Place,

        /// <summary>A native int, whatever it is made of.</summary>
        Native,

        /// <summary>An int in a kernel of a GPU, where memory is an array view.</summary>
        Gpu,
    }

    private const int Sum = 1;
    private const int Product = 2;
    private const int Single = 3;

    /// <summary>The variable of a kernel's group, which is counted from another where kernels run side by side.</summary>
    public const string GroupX = "groupX";

    public static string Int(IndexExpr e) => Text(e, Width.Int, 0);

    /// <summary>As an operand on either side of a sign.</summary>
    public static string IntOperand(IndexExpr e) => Text(e, Width.Int, Single);

    /// <summary>A number of elements from a reference on.</summary>
    public static string Place(IndexExpr e) => Text(e, Width.Place, 0);

    /// <summary>In a kernel of a GPU.</summary>
    public static string Gpu(IndexExpr e) => Text(e, Width.Gpu, 0);

    /// <summary>The same as an operand on either side of a sign.</summary>
    public static string GpuOperand(IndexExpr e) => Text(e, Width.Gpu, Single);

    /// <summary>The variable of a size: the batch is n.</summary>
    public static string Symbol(string symbol) => symbol == "N" ? "n" : symbol.ToLowerInvariant();

    private static string Text(IndexExpr e, Width width, int context) => e switch
    {
        ConstantIndex c => Wrapped(c.Value.ToString(CultureInfo.InvariantCulture), c.Value < 0 ? Sum : Single, context),
        VariableIndex v => v.IsWide || width != Width.Native ? v.Name : "(nint)" + v.Name,
        SymbolIndex s => (width == Width.Native ? "(nint)" : "") + Symbol(s.Symbol),
        WidthIndex => "V.Width",
        GridIndex g => Grid(g.Place),
        ElementIndex i when width == Width.Gpu => ViewPrinter.GpuElement(i.Source),
        ElementIndex i => (width == Width.Native ? "(nint)" : "") + ViewPrinter.Element(i.Source),
        ListLengthIndex l => $"SparseList.Length({ViewPrinter.Reference(l.List)}, {Text(l.Places, Width.Int, 0)})",
        FirstPlaceIndex p => $"GpuTable.First({string.Join(", ", p.Tables)}, {Text(p.Least, width, 0)})",
        ShareIndex s => $"(int)({Text(s.Part, Width.Native, Single)} * {Text(s.Whole, Width.Int, Single)} / {s.Count.ToString(CultureInfo.InvariantCulture)})",
        BinaryIndex { Op: IndexOp.Min or IndexOp.Max } m when width == Width.Gpu =>
            $"global::System.Math.{m.Op}({Text(m.Left, width, 0)}, {Text(m.Right, width, 0)})",
        BinaryIndex { Op: IndexOp.Min or IndexOp.Max } m => $"Math.{m.Op}({Text(m.Left, Width.Int, 0)}, {Text(m.Right, Width.Int, 0)})",
        BinaryIndex { Op: IndexOp.MinWide } m => $"(int)Math.Min({Text(m.Left, Width.Native, 0)}, {Text(m.Right, Width.Native, 0)})",
        BinaryIndex b => Binary(b, width, context),
        _ => throw new InvalidOperationException($"No text for {e}."),
    };

    private static string Binary(BinaryIndex b, Width width, int context)
    {
        bool isSum = b.Op is IndexOp.Add or IndexOp.Subtract;
        int own = isSum ? Sum : Product;
        bool isInt = width is Width.Int or Width.Gpu;
        Width left = isSum || isInt ? width : Width.Native;
        Width right = isInt ? width : isSum ? Width.Place : Width.Int;
        (string sign, int leftContext, int rightContext) = b.Op switch
        {
            IndexOp.Add => ("+", Sum, Sum),
            IndexOp.Subtract => ("-", Sum, Product),
            IndexOp.Multiply => ("*", Product, Single),
            IndexOp.Divide => ("/", Single, Single),
            _ => ("%", Single, Single),
        };
        return Wrapped($"{Text(b.Left, left, leftContext)} {sign} {Text(b.Right, right, rightContext)}", own, context);
    }

    private static string Grid(GridPlace place) => place switch
    {
        GridPlace.ThreadX => "Group.IdxX",
        GridPlace.GroupX => GroupX,
        GridPlace.GroupZ => "Grid.IdxZ",
        GridPlace.WarpWidth => "Warp.WarpSize",
        _ => "Group.DimX",
    };

    private static string Wrapped(string text, int own, int context) => own < context ? $"({text})" : text;
}
