using DeepDsl.Compiler.Ir;

namespace DeepDsl.Onnx;

/// <summary>What is computed of each element of constants.</summary>
internal static class ConstantFunctions
{
    private static readonly Dictionary<string, Func<double, double>> s_unary = new()
    {
        ["Neg"] = v => -v, ["Abs"] = Math.Abs, ["Sqrt"] = Math.Sqrt, ["Exp"] = Math.Exp, ["Log"] = Math.Log, ["Floor"] = Math.Floor,
        ["Ceil"] = Math.Ceiling, ["Reciprocal"] = v => 1 / v, ["Sin"] = Math.Sin, ["Cos"] = Math.Cos, ["Tanh"] = Math.Tanh,
        ["Sigmoid"] = v => 1 / (1 + Math.Exp(-v)), ["Relu"] = v => Math.Max(v, 0), ["Erf"] = SpecialFunctions.Erf,
        ["Round"] = v => Math.Round(v, MidpointRounding.ToEven), ["Sign"] = v => Math.Sign(v), ["Not"] = v => v == 0 ? 1 : 0,
        ["Identity"] = v => v,
    };

    private static readonly Dictionary<string, Func<double, double, double>> s_binary = new()
    {
        ["Add"] = (a, b) => a + b, ["Sub"] = (a, b) => a - b, ["Mul"] = (a, b) => a * b, ["Div"] = (a, b) => a / b, ["Pow"] = Math.Pow,
        ["Min"] = Math.Min, ["Max"] = Math.Max, ["Equal"] = (a, b) => a == b ? 1 : 0, ["Less"] = (a, b) => a < b ? 1 : 0,
        ["LessOrEqual"] = (a, b) => a <= b ? 1 : 0, ["Greater"] = (a, b) => a > b ? 1 : 0, ["GreaterOrEqual"] = (a, b) => a >= b ? 1 : 0,
        ["And"] = (a, b) => a != 0 && b != 0 ? 1 : 0, ["Or"] = (a, b) => a != 0 || b != 0 ? 1 : 0,
        ["Xor"] = (a, b) => (a != 0) != (b != 0) ? 1 : 0, ["Mod"] = (a, b) => b == 0 ? double.NaN : a - (b * Math.Floor(a / b)),
    };

    private static readonly HashSet<string> s_truths =
        ["Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not"];

    public static Func<double, double>? Unary(string op) => s_unary.GetValueOrDefault(op);

    public static Func<double, double, double>? Binary(string op) => s_binary.GetValueOrDefault(op);

    public static bool IsTruth(string op) => s_truths.Contains(op);

    public static Constant Each(Constant x, string op, Elements budget)
    {
        budget.Take(x.Count);
        Func<double, double> function = s_unary[op];
        return x.Longs is { } longs && op is "Neg" or "Abs" or "Not" or "Identity" or "Sign"
            ? x.With(Array.ConvertAll(x.Longs!, v => (long)function(v)))
            : x.With(Array.ConvertAll(x.ToFloats(), v => (float)function(v)));
    }

    public static Constant Both(Constant a, Constant b, string op, Elements budget)
    {
        int[] kept = ConstantMoves.Broadcast(a.Kept, b.Kept);
        long[] shape = ConstantMoves.Broadcast(a.Shape, b.Shape);
        int count = budget.Take(kept);
        bool areWhole = a.IsWhole && b.IsWhole;
        long[]? longs = areWhole || IsTruth(op) ? new long[count] : null;
        float[]? floats = longs is null ? new float[count] : null;
        int at = 0;
        foreach (int[] places in ConstantMoves.Places(kept))
        {
            (int i, int j) = (ConstantMoves.Index(a.Kept, places), ConstantMoves.Index(b.Kept, places));
            if (longs is not null && areWhole)
            {
                longs[at++] = Whole(op, a.Longs![i], b.Longs![j]);
            }
            else if (longs is not null)
            {
                longs[at++] = (long)s_binary[op](a.At(i), b.At(j));
            }
            else
            {
                floats![at++] = (float)s_binary[op](a.At(i), b.At(j));
            }
        }

        Constant joined = longs is not null ? Constant.Of(kept, longs) : Constant.Of(kept, floats!);
        return joined.Seen(shape, kept);
    }

    /// <summary>Of whole numbers, as ONNX has it: a division cuts off what is left.</summary>
    private static long Whole(string op, long a, long b) => op switch
    {
        "Add" => unchecked(a + b),
        "Sub" => unchecked(a - b),
        "Mul" => unchecked(a * b),
        "Div" => b == 0 ? throw new InvalidDataException("it divides a size by 0.") : b == -1 ? unchecked(-a) : a / b,
        "Mod" => b is 0 or -1 ? 0 : ((a % b) + b) % b,
        _ => (long)s_binary[op](a, b),
    };
}
