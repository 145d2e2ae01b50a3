using Microsoft.CodeAnalysis.CSharp;
using static DeepDsl.Analyzers.Tests.Odd.OddDeclaration;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>Names of layers, inputs and outputs, functions, and values that are no ordinary numbers.</summary>
internal static class OddLayers
{
    /// <summary>Names that any value may have.</summary>
    private static readonly string[] Names =
    [
        "a b", "a/b", "a-b", "a:b", "\"", "'", "\\", "\n", "\r\n", "a\nb", "a\n#error", "\u2028", "a\u2029#error", "a\u0085#error", "\t", "\0", "\u0001",
        "\U0001F600", "a\U0001F600", "1", "1a", "0.1", "٣", "日本", "हिन्दी", "e\u0301", "é", "Ǆ", "ß", "_", "__", "_a", " ", "", ".", "..", "a.", ".a", "a.b",
        "a..b", "*/", "//", "/*", "</c>", "<", "&", "{0}", "{", "}", "%s", "class", "event", "int", "base", "Input", "samples", "Samples", "put",
        "first", "value", "n", "f", "x", "y", "V", "call", "batch", "dense1Layer", "dense2", "dense", "layer", "tiles", "weight", "bias", "cpu",
        "definition1", "kernel", "launch", "system", "deepDsl", "math", "span", "null", "true", "\u00AD", "\uFEFF", "a\u200Db", "item1", "rest", "\uD800",
    ];

    /// <summary>Values, as far as they are written as numbers.</summary>
    private static readonly string[] NoNumbers = ["double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "0.0 / 0", "float.NaN"];

    public static IEnumerable<OddDeclaration> All() =>
    [
        .. Names.Select(n => new OddDeclaration($"a layer named {Literal(n)}",
            $"[Model, Input(2), Dense(3, Name = {Literal(n)}), Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;")),
        .. Names.Select(n => new OddDeclaration($"an activation, a norm and a reshape named {Literal(n)}",
            $"[Model, Input(4, 4), Tanh(Name = {Literal(n)}), BatchNorm(Name = {Literal(n + "1")}), Flatten(Name = {Literal(n + "2")}), Dense(1)] partial class Net;")),
        .. Names.Where(n => n.Length > 0).Select(n => new OddDeclaration($"a block, input and output named {Literal(n)}", $$"""
            [Block, Dense(3, Name = {{Literal(n)}}), Tanh] partial class B;
            [Model, Input(2, Name = {{Literal(n + "0")}}), Input(2, Name = {{Literal(n + "In")}}), Dense(3, From = {{Literal(n + "0")}}, Name = {{Literal(n + "1")}})]
            [B(Name = {{Literal(n)}}), Dense(2, From = {{Literal(n + "In")}}, Name = {{Literal(n + "2")}})]
            [Output({{Literal(n)}}), Output({{Literal(n + "2")}}), Loss(Loss.MeanSquaredError, Output = {{Literal(n)}}), Loss(Loss.Huber, Output = {{Literal(n + "2")}})]
            partial class Net;
            """)),
        .. NoNumbers.Select(n => Wrong($"Weight = {n}", "DD1021", $"[Model, Input(2), Dense(1), Loss(Loss.Huber, Weight = [|{n}|])] partial class Net;")),
        .. NoNumbers.Select(n => Wrong($"L2 = {n}", "DD1021", $"[Model, Input(2), Dense(1, L2 = [|{n}|]), Loss(Loss.Huber)] partial class Net;")),
        .. NoNumbers.Select(n => Wrong($"LearningRate = {n}", "DD5002", $"[Model, Input(2), Dense(1), Loss(Loss.Huber), Train(LearningRate = [|{n}|])] partial class Net;")),
        .. NoNumbers.Select(n => Wrong($"Delta = {n}", "DD1021", $"[Model, Input(2), Dense(1), Loss(Loss.Huber, Delta = [|{n}|])] partial class Net;")),
        .. Pairs(),
        .. Borders(),
        .. Functions(),
    ];

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static IEnumerable<OddDeclaration> Pairs() =>
    [
        new("dense1Layer beside dense1", "[Model, Input(2), Dense(3, Name = \"dense1Layer\"), Dense(3, Name = \"dense1\"), Dense(1, Name = \"dense1LayerLayer\")] partial class Net;"),
        new("x1.y of a block beside x1Y", "[Block, Dense(3, Name = \"y\")] partial class B; [Model, Input(2), B(Name = \"x1\"), Dense(1, Name = \"x1Y\")] partial class Net;"),
        new("a block whose layer has its type's name", "[Block, Dense(3, Name = \"denseLayer\")] partial class B; [Model, Input(2), B(Name = \"dense\"), Dense(1)] partial class Net;"),
        new("a and a.b", "[Model, Input(2), Dense(3, Name = \"a\"), Dense(1, Name = \"a.b\")] partial class Net;"),
        new("names that differ in how words meet", "[Model, Input(2), Dense(3, Name = \"a_1\"), Dense(3, Name = \"b1\"), Dense(3, Name = \"b_\"), Dense(1, Name = \"c.1\")] partial class Net;"),
        Wrong("a_b beside aB", "DD1010", "[Model, Input(2), Dense(3, Name = \"a_b\"), Dense(1, Name = [|\"aB\"|])] partial class Net;"),
        Wrong("a b beside a/b", "DD1010", "[Model, Input(2), Dense(3, Name = \"a b\"), Dense(1, Name = [|\"a/b\"|])] partial class Net;"),
        Wrong("a.weight beside a", "DD1010", "[Model, Input(2), Dense(3, Name = \"a\"), Dense(1, Name = [|\"a.weight\"|])] partial class Net;"),
        Wrong("b.x beside x of block b", "DD1010", "[Block, Dense(3, Name = \"x\")] partial class B; [Model, Input(2), B(Name = \"b\"), Dense(1, Name = [|\"b.x\"|])] partial class Net;"),
        Wrong("b.x before x of block b", "DD1010", "[Block, Dense(3, Name = \"x\")] partial class B; [Model, Input(2), Dense(1, Name = \"b.x\"), [|B(Name = \"b\")|]] partial class Net;"),
        Wrong("predict", "DD1014", "[Model, Input(2), Dense(1, Name = [|\"predict\"|])] partial class Net;"),
        Wrong("_network", "DD1014", "[Model, Input(2), Dense(1, Name = [|\"_network\"|])] partial class Net;"),
        Wrong("loss, where a loss is read", "DD1014", "[Model, Input(2), Dense(1, Name = [|\"loss\"|]), Loss(Loss.Huber)] partial class Net;"),
        Wrong("activation, where one is read", "DD1014", "[Model, Input(2), Dense(1, Name = [|\"activation\"|], Activation = Activation.ReLU)] partial class Net;"),
        new("dense beside a class DenseLayer that is read", "class DenseLayer { public const int Units = 3; } [Model, Input(2), Dense(DenseLayer.Units, Name = \"dense\"), Dense(1)] partial class Net;"),
        Wrong("config, where a class Config is read", "DD1014", "class Config { public const int Units = 3; } [Model, Input(2), Dense(Config.Units, Name = [|\"config\"|]), Dense(1)] partial class Net;"),
        Wrong("units, where a constant of that name is imported", "DD1014", "using static Sizes; static class Sizes { public const int Units = 3; } "
            + "[Model, Input(2), Dense(1 + Units, Name = [|\"units\"|]), Dense(1)] partial class Net;"),
        Wrong("units, where a constant around the class is read", "DD1014", "partial class Outer { const int Units = 3; "
            + "[Model, Input(2), Dense(Units, Name = [|\"units\"|]), Dense(1)] partial class Net; }"),
        new("kind, where a type Kind is named", "enum Kind { A, B, C } [Model, Input(2), Dense(4, Name = \"kind\"), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Kind))] partial class Net;"),
        new("units, where nameof reads it", "partial class Outer { const int units = 3, Units = 4; [Model, Input(2), Dense(units, Name = nameof(units)), Dense(1)] partial class Net; }"),
        Wrong("a twice", "DD1010", "[Model, Input(2), Dense(3, Name = \"a\"), Dense(1, Name = [|\"a\"|])] partial class Net;"),
        Wrong("a twice, of which one can't be built", "DD1010", "[Model, Input(2, 2), Dense(3, Name = \"a\"), BatchNorm(Name = [|\"a\"|])] partial class Net;"),
        Wrong("a and A of a block", "DD1010", "[Block, Dense(3, Name = \"a\"), Dense(3, Name = \"A\")] partial class B; [Model, Input(2), [|B|], Dense(1)] partial class Net;"),
        new("names of null", "[Model, Input(2, Name = null!), Dense(3, Name = null!, From = null!), Dense(1, Share = null!)] partial class Net;"),
    ];

    private static IEnumerable<OddDeclaration> Borders() =>
    [
        new("inputs without names", "[Model, Input(2, Name = \"\"), Dense(3), Dense(1, Name = \"\")] partial class Net;"),
        new("inputs of keywords' names", "[Model, Input(2, Name = \"class\"), Input(2, Name = \"int\"), Input(2, Name = \"_\"), Concat(\"class\", \"int\"), Dense(1)] partial class Net;"),
        new("inputs called as locals", "[Model, Input(2, Name = \"call\"), Input(2, Name = \"y\"), Input(2, Name = \"batch\"), Input(2, Name = \"i\"), Concat(\"call\", \"y\", \"batch\"), Dense(1), Loss(Loss.Huber)] partial class Net;"),
        new("inputs that differ in case alone", "[Model, Input(2, Name = \"a\"), Input(2, Name = \"A\"), Input(2, Name = \"a_\"), Concat(\"a\", \"A\"), Dense(1)] partial class Net;"),
        Outputs("a", "A"),
        Outputs("item2", "item1"),
        Outputs("item1", "item2"),
        Outputs("item3", "Item 1"),
        Outputs("rest", "toString"),
        Outputs("equals", "getHashCode"),
        Outputs("compareTo", "deconstruct"),
        Outputs("getType", "x"),
        Outputs("a b", "a/b"),
        Outputs("batch", "call"),
        Outputs("class", "event"),
        Outputs("1", "_1"),
        Outputs("😀", "😁"),
        Outputs("aTarget", "a"),
        new("eight outputs", "[Model, Input(2, Name = \"in\")]" + string.Concat(Enumerable.Range(1, 8).Select(i => $"[Tanh(From = \"in\", Name = \"item{9 - i}\"), Output(\"item{9 - i}\")]")) + " partial class Net;"),
    ];

    /// <summary>Layers of such names would give members that are taken; the parameters and results of methods have no such bounds.</summary>
    private static OddDeclaration Outputs(string a, string b) => new($"outputs {a} and {b}", $"""
        [Model, Input(2, Name = "start"), Tanh(Name = "{a}", From = "start"), Tanh(Name = "{b}", From = "start"), Output("{a}"), Output("{b}")]
        [Loss(Loss.Huber, Output = "{a}"), Loss(Loss.Huber, Output = "{b}")] partial class Net;
        """);

    private static IEnumerable<OddDeclaration> Functions() =>
    [
        Function("keywords", "@class", "static float @class(float @in) => @in * MathF.Exp(@in);"),
        Function("unicode", "Größe", "static float Größe(float ω) => ω * 2;"),
        Function("combining marks", "हिन्दी", "static float हिन्दी(float मात्रा) => मात्रा * 2;"),
        Function("names of functions", "Exp", "static float Exp(float Tanh) => Tanh + MathF.Tanh(Tanh);"),
        Function("true and null", "@true", "static float @true(float @null) => @null > 0 ? @null : 0;"),
        Function("the model's own name", "net", "static float net(float x) => x;"),
        Wrong("a function of NaN", "DD1019", "[Model, Input(2), Map([|nameof(F)|]), Dense(1)] partial class Net { static float F(float x) => x * float.NaN; }"),
        Wrong("a function of infinity", "DD1019", "[Model, Input(2), Map([|nameof(F)|]), Dense(1)] partial class Net { static float F(float x) => MathF.Min(x, float.PositiveInfinity); }"),
        Wrong("a function of negative infinity", "DD1019", "[Model, Input(2), Map([|nameof(F)|]), Dense(1)] partial class Net { static float F(float x) => MathF.Max(x, -1 / 0f); }"),
        Function("large and small numbers", "F", "static float F(float x) => x * float.MaxValue + float.Epsilon - -0.0f + 1e30f;"),
        new("a function of a block", """
            [Block, Map(nameof(@class))] partial class B { [Parameter] const double @in = 2; static float @class(float @x) => (float)(@x * @in); }
            [Model, Input(2), B(@in = 3), Dense(1)] partial class Net;
            """),
        new("a loss of one's own", "[Model, Input(2), Dense(1), Loss(nameof(@event))] partial class Net { static float @event(float @out, float @in) => (@out - @in) * (@out - @in); }"),
    ];

    private static OddDeclaration Function(string name, string function, string declaration) =>
        new($"a function of {name}", $"[Model, Input(2), Map(nameof({function})), Dense(1)] partial class Net {{ {declaration} }}");
}
