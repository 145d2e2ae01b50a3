using DeepDsl.Compiler.Ir;

namespace DeepDsl.Onnx;

/// <summary>
/// Functions of each element. What several nodes do one after the other is one function, which is told by its values: files have few
/// operators for the activations that there are, and write them in many ways.
/// </summary>
internal static class Activations
{
    /// <summary>Where functions are compared, between and beyond the kinks that activations have.</summary>
    private static readonly double[] s_places = [.. Enumerable.Range(-40, 81).Select(i => (i * 0.2) + 0.0137), -30, 30];

    private static readonly (string Layer, Func<double, double> Value)[] s_known =
    [
        ("ReLU", x => Math.Max(x, 0)), ("ReLU6", x => Math.Clamp(x, 0, 6)), ("SiLU", x => x * Sigmoid(x)),
        ("Sigmoid", Sigmoid), ("Tanh", Math.Tanh), ("Mish", x => x * Math.Tanh(Softplus(x))), ("Softplus", Softplus),
        ("Softsign", x => x / (1 + Math.Abs(x))), ("HardSigmoid", HardSigmoid), ("HardSwish", x => x * HardSigmoid(x)),
        ("GELU", Gelu), ("GELUTanh", GeluTanh), ("SELU", x => 1.0507009873554805 * Elu(x, 1.6732632423543772)),
    ];

    /// <summary>The value with what is still to be done to its elements done by a layer.</summary>
    public static ImportedValue Finish(ImportScope s, ImportedValue value)
    {
        if (value.Pending is not { } code)
        {
            return value;
        }

        if (s_places.Concat(code.Around).All(x => code.Value(x) == x))
        {
            return value.Plain;
        }

        return value.GivenBy(s.Add(Layer(s, code, value.Layer)));
    }

    /// <summary>The same where little is to be done: what would grow with each node that follows is a layer by itself.</summary>
    public static ImportedValue FinishLong(ImportScope s, ImportedValue value) =>
        value.Pending is { IsLong: true } ? Finish(s, value) : value;

    /// <summary>The function of a node with one input; null for another operator.</summary>
    public static ScalarCode? Of(ImportScope s, OnnxNode node, ScalarCode x) => node.Operator switch
    {
        "Relu" => ScalarCode.Call("Max", x, ScalarCode.Of(0), Math.Max),
        "Sigmoid" => ScalarCode.Binary(
            "/", ScalarCode.Of(1),
            ScalarCode.Binary("+", ScalarCode.Of(1), ScalarCode.Call("Exp", ScalarCode.Negative(x), Math.Exp), Sum), (a, b) => a / b),
        "Tanh" => ScalarCode.Call("Tanh", x, Math.Tanh),
        "Exp" => ScalarCode.Call("Exp", x, Math.Exp),
        "Log" => ScalarCode.Call("Log", x, Math.Log),
        "Sqrt" => ScalarCode.Call("Sqrt", x, Math.Sqrt),
        "Abs" => ScalarCode.Call("Abs", x, Math.Abs),
        "Sign" => ScalarCode.Call("Sign", x, v => Math.Sign(v)),
        "Sin" => ScalarCode.Call("Sin", x, Math.Sin),
        "Cos" => ScalarCode.Call("Cos", x, Math.Cos),
        "Tan" => ScalarCode.Call("Tan", x, Math.Tan),
        "Floor" => ScalarCode.Call("Floor", x, Math.Floor),
        "Ceil" => ScalarCode.Call("Ceiling", x, Math.Ceiling),
        "Erf" => ScalarCode.Call(null, x, SpecialFunctions.Erf),
        "Neg" => ScalarCode.Negative(x),
        "Reciprocal" => ScalarCode.Binary("/", ScalarCode.Of(1), x, (a, b) => a / b),
        "Softplus" => ScalarCode.Call(
            "Log", ScalarCode.Binary("+", ScalarCode.Of(1), ScalarCode.Call("Exp", x, Math.Exp), Sum), Math.Log) with { Value = v =>
                Softplus(x.Value(v)) },
        "Softsign" => ScalarCode.Binary(
            "/", x, ScalarCode.Binary("+", ScalarCode.Of(1), ScalarCode.Call("Abs", x, Math.Abs), Sum), (a, b) => a / b),
        "LeakyRelu" => Leaky(x, node.Real("alpha", 0.01)),
        "ThresholdedRelu" => ScalarCode.Choice(
            ScalarCode.Compare(">", x, ScalarCode.Of(node.Real("alpha", 1)), (a, b) => a > b ? 1 : 0), x, ScalarCode.Of(0)),
        "Elu" => Of(x, v => Elu(v, node.Real("alpha", 1)), node.Real("alpha", 1), 1),
        "Celu" => Celu(x, node.Real("alpha", 1)),
        "Selu" => Of(x, v => node.Real("gamma", 1.05070102214813232) * Elu(v, node.Real("alpha", 1.67326319217681884)),
            node.Real("alpha", 1.67326319217681884), node.Real("gamma", 1.05070102214813232)),
        "HardSigmoid" => Clamp(ScalarCode.Binary(
            "+", ScalarCode.Binary("*", ScalarCode.Of(node.Real("alpha", 0.2)), x, Product), ScalarCode.Of(node.Real("beta", 0.5)), Sum), 0,
                1),
        "HardSwish" => ScalarCode.Binary("*", x, Clamp(ScalarCode.Binary(
            "+", ScalarCode.Binary("/", x, ScalarCode.Of(6), (a, b) => a / b), ScalarCode.Of(0.5), Sum), 0, 1), Product),
        "Mish" => ScalarCode.Binary("*", x, ScalarCode.Call("Tanh", Of(s, node with { Operator = "Softplus" }, x)!, Math.Tanh), Product),
        "Swish" => ScalarCode.Binary("*", x, Of(s, node with { Operator = "Sigmoid" }, ScalarCode.Binary(
            "*", ScalarCode.Of(node.Real("alpha", 1)), x, Product))!, Product),
        "Gelu" => ScalarCode.Call(null, x, node.Text("approximate", "none") == "tanh" ? GeluTanh : Gelu),
        "Clip" => Clip(s, node, x),
        "Not" => ScalarCode.Binary("-", ScalarCode.Of(1), x, (a, b) => a - b),
        _ => null,
    };

    private static ImportedLayer Layer(ImportScope s, ScalarCode code, int read)
    {
        string? known = s_known.FirstOrDefault(k => AreEqual(code, k.Value)).Layer;
        if (known is not null)
        {
            return new ImportedLayer(known, read);
        }

        double slope = Shown(-code.Value(-1));
        if (slope > 0 && AreEqual(code, x => x > 0 ? x : -slope * -x))
        {
            return new ImportedLayer("LeakyReLU", read).With("Slope", slope);
        }

        double alpha = Shown(-code.Value(-30));
        if (alpha > 0 && AreEqual(code, x => Elu(x, alpha)))
        {
            return new ImportedLayer("ELU", read).With("Alpha", alpha);
        }

        if (code.Text is null)
        {
            throw new NoCounterpartException("computes the error function by itself, which is no layer outside of [GELU]");
        }

        string name = s.FunctionName("Function");
        return new ImportedLayer("Map", read) { Function = ImportedFunction.OfNumber(name, code) }.With("Function", name);
    }

    /// <summary>A number of a float as its author wrote it.</summary>
    public static double Shown(double number) =>
        double.Parse(((float)number).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a function is another but for the rounding of its numbers, which near zero is as small as what is put in.</summary>
    public static bool AreEqual(ScalarCode code, Func<double, double> function) =>
        s_places.Concat(code.Around).All(x =>
        {
            (double found, double expected) = (code.Value(x), function(x));
            return found == expected || Math.Abs(found - expected) <= (2e-6 * Math.Abs(expected)) + (1e-7 * Math.Min(1, Math.Abs(x)));
        });

    private static ScalarCode Clip(ImportScope s, OnnxNode node, ScalarCode x)
    {
        double? Limit(int input, string attribute) =>
            s.Has(node, input) ? s.Known(node, input, attribute).Single : node.Has(attribute) ? node.Real(attribute, 0) : null;
        ScalarCode above = Limit(1, "min") is { } least && least > -float.MaxValue ? ScalarCode.Call("Max", x, ScalarCode.Of(least), Math.Max)
            : x;
        return Limit(2, "max") is { } most && most < float.MaxValue ? ScalarCode.Call("Min", above, ScalarCode.Of(most), Math.Min) : above;
    }

    private static ScalarCode Clamp(ScalarCode x, double least, double most) =>
        ScalarCode.Call("Min", ScalarCode.Call("Max", x, ScalarCode.Of(least), Math.Max), ScalarCode.Of(most), Math.Min);

    private static ScalarCode Leaky(ScalarCode x, double slope) => ScalarCode.Binary(
        "+", ScalarCode.Call("Max", x, ScalarCode.Of(0), Math.Max),
        ScalarCode.Binary("*", ScalarCode.Of(slope), ScalarCode.Call("Min", x, ScalarCode.Of(0), Math.Min), Product), Sum);

    /// <summary>gamma * (x above 0, alpha * (exp(x) - 1) below).</summary>
    private static ScalarCode Of(ScalarCode x, Func<double, double> function, double alpha, double gamma)
    {
        ScalarCode below = ScalarCode.Binary("*", ScalarCode.Of(alpha), ScalarCode.Binary(
            "-", ScalarCode.Call("Exp", ScalarCode.Call("Min", x, ScalarCode.Of(0), Math.Min), Math.Exp), ScalarCode.Of(1), (a, b) => a - b),
                Product);
        ScalarCode whole = ScalarCode.Binary("*", ScalarCode.Of(gamma),
            ScalarCode.Binary("+", ScalarCode.Call("Max", x, ScalarCode.Of(0), Math.Max), below, Sum), Product);
        return whole with { Value = v => function(x.Value(v)) };
    }

    private static ScalarCode Celu(ScalarCode x, double alpha) =>
        Of(ScalarCode.Binary("/", x, ScalarCode.Of(alpha), (a, b) => a / b), v => Elu(v, 1) * alpha, 1, alpha);

    private static double Sum(double a, double b) => a + b;

    private static double Product(double a, double b) => a * b;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double HardSigmoid(double x) => Math.Clamp(x + 3, 0, 6) / 6;

    private static double Elu(double x, double alpha) => x > 0 ? x : alpha * (Math.Exp(x) - 1);

    private static double Gelu(double x) => 0.5 * x * (1 + SpecialFunctions.Erf(x / Math.Sqrt(2)));

    private static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}
