using static DeepDsl.Analyzers.Tests.Odd.OddDeclaration;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>Blocks, and their parameters.</summary>
internal static class OddBlocks
{
    private static readonly string[] Parameters =
    [
        "const int @class = 3", "const int @event = 3", "const bool @true = true", "const int @null = 3", "const int हिन्दी = 3", "const int Größe = 3", "const int _ = 3",
        "const int __ = 3", "const int value = 3", "const int field = 3", "const int get = 3", "const int A = 1, B2 = 2",
        "const double P = double.NaN", "const double P = double.PositiveInfinity", "const double P = double.NegativeInfinity", "const double P = -0.0",
        "const double P = double.MaxValue", "const double P = double.Epsilon", "const double P = 1e300", "const float P = float.NaN",
        "const float P = float.PositiveInfinity", "const float P = float.NegativeInfinity", "const float P = float.MaxValue", "const float P = float.Epsilon",
        "const float P = -0f", "const float P = 16777217", "const long P = long.MaxValue", "const long P = long.MinValue", "const long P = 1L << 53", "const long P = (1L << 62) + 1",
        "const long P = -1", "const long P = 3_000_000_000", "const int P = int.MinValue", "const int P = int.MaxValue", "const int P = -1",
        "const Padding P = Padding.Same", "const Activation Activation = DeepDsl.Activation.ReLU", "const DayOfWeek P = DayOfWeek.Monday",
        "const int GetCustomAttribute = 1, GetCustomAttributes = 2, IsDefined = 3", "const int Attribute = 1, BlockUseAttribute = 2, LayerAttribute = 3",
        "const int System = 1, DeepDsl = 2, global = 3", "const int Int32 = 4, Object = 1", "const int Repeat2 = 1", "const int Name2 = 1",
        "const string P = \"\"", "const string? P = \"\"",
    ];

    private static readonly string[] WrongParameters =
    [
        "const byte P = 1", "const uint P = 1", "const decimal P = 1", "const char P = 'a'", "static readonly int P = 1", "const Padding P = (Padding)77",
        "const object? P = null", "const nint P = 1", "const nuint P = 1", "const ulong P = 1", "static int P",
    ];

    public static IEnumerable<OddDeclaration> All() =>
    [
        .. Parameters.Select(p => new OddDeclaration($"parameter {p}",
            $"[Block, Dense(3)] public partial class B {{ [Parameter] {p}; }} [Model, Input(2), B, B({Use(p)}), Dense(1)] public partial class Net;")),
        .. Parameters.Select(p => new OddDeclaration($"parameter {p} that a function and a layer read", $$"""
            [Block, Dense(3, When = {{Condition(p)}}), Map(nameof(F))] public partial class B { [Parameter] {{p}}; static float F(float x) => x > 0 ? x : 2 * x; }
            [Model, Input(2), B, Dense(1)] public partial class Net;
            """)),
        .. WrongParameters.Select(p => Wrong($"parameter {p}", "DD1017", $"[Block, Dense(3)] public partial class [|B|] {{ [Parameter] {p}; }}")),
        .. Enums(),
        .. Classes(),
        .. Text(),
    ];

    private static string Name(string parameter) => parameter.Split(' ')[2].TrimEnd(',');

    private static string Use(string parameter) => $"{Name(parameter)} = {parameter.Split('=')[1].Split(',')[0].Trim()}";

    private static string Condition(string parameter) => $"{Name(parameter)} == {parameter.Split('=')[1].Split(',')[0].Trim()}";

    private static IEnumerable<OddDeclaration> Enums() =>
    [
        Enum("keywords", "public enum E { @class, @event }", "E", "E.@event", "E.@class"),
        Enum("a keyword's name", "public enum @enum { True, @true }", "@enum", "@enum.@true", "@enum.True"),
        Enum("true's name", "public enum @true { False }", "@true", "@true.False", "@true.False"),
        Enum("a keyword's namespace", "namespace A.@class { public partial class @event { public enum @in { @int } } }", "A.@class.@event.@in", "A.@class.@event.@in.@int", "A.@class.@event.@in.@int"),
        Enum("a generic class", "public class Outer<T> { public enum E { A, B } }", "Outer<int>.E", "Outer<int>.E.A", "Outer<int>.E.B"),
        Enum("a generic class of two", "public class Outer<T, U> { public enum E { A, B } }", "Outer<int, string[]>.E", "Outer<int, string[]>.E.A", "Outer<int, string[]>.E.B"),
        Enum("unicode", "public enum हिन्दी { मात्रा, Größe }", "हिन्दी", "हिन्दी.मात्रा", "हिन्दी.Größe"),
        Enum("longs", "public enum E : ulong { A = ulong.MaxValue, B = 1 }", "E", "E.A", "E.B"),
        Enum("aliases", "public enum E { A, B = A, C = 1 }", "E", "E.B", "E.C"),
        Enum("internal", "internal enum E { A, B }", "E", "E.A", "E.B"),
        Enum("no modifier", "enum E { A, B }", "E", "E.A", "E.B"),
        Enum("in an internal class", "static class Outer { public enum E { A, B } }", "Outer.E", "Outer.E.A", "Outer.E.B"),
        Inside("private", "public"),
        Inside("internal", "public"),
        Inside("protected", "public"),
        Inside("protected internal", "public"),
        Inside("private protected", "public"),
        Inside("protected", "internal"),
        Inside("internal", "protected"),
        Inside("private", "private"),
        Inside("public", "private protected"),
        Inside("public", "protected internal"),
        new("an internal enum inside the block", """
            [Block, Dense(3)] public partial class B { [Parameter] const E P = E.A; internal enum E { A, B } }
            [Model, Input(2), B, B(P = B.E.B), Dense(1)] public partial class Net;
            """),
        new("a public enum inside the block", """
            [Block, Dense(3)] partial class B { [Parameter] const E P = E.A; public enum E { A, B } }
            [Model, Input(2), B, B(P = B.E.B), Dense(1)] public partial class Net;
            """),
        Wrong("a private enum inside the block", "DD1017", "[Block, Dense(3)] public partial class [|B|] { [Parameter] const E P = E.A; enum E { A, B } }"),
        Wrong("a protected enum inside the block", "DD1017", "[Block, Dense(3)] public partial class [|B|] { [Parameter] const E P = E.A; protected enum E { A, B } }"),
        Wrong("an enum that is local to its file", "DD1017", "file enum E { A, B } [Block, Dense(3)] partial class [|B|] { [Parameter] const E P = E.A; }", "CS9051"),
    ];

    private static OddDeclaration Enum(string what, string declaration, string type, string standard, string used) => new($"an enum of {what}", $$"""
        {{declaration}}
        [Block, Dense(3, Bias = P == {{used}})] public partial class B { [Parameter] const {{type}} P = {{standard}}; }
        [Model, Input(2), B, B(P = {{used}}), Dense(1)] public partial class Net;
        """);

    private static OddDeclaration Inside(string seen, string block) => new($"a {block} block beside a {seen} enum", $$"""
        public partial class Outer
        {
            {{seen}} enum E { A, B }
            [Block, Dense(3)] {{block}} partial class B { [Parameter] const E P = E.A; }
            [Model, Input(2), B, B(P = E.B), Dense(1)] private partial class Net;
        }
        """);

    private static IEnumerable<OddDeclaration> Classes() =>
    [
        // C# appends "Attribute" to no name with an @.
        .. new[] { "@class", "@event", "@int", "@record", "@var", "@true", "@null", "Hidden" }
            .Select(n => new OddDeclaration($"block {n} by its attribute's name", $"[Block, Dense(3)] public partial class {n} {{ [Parameter] const int P = 3; }} "
                + $"[Model, Input(2), {n.TrimStart('@')}Attribute, {n.TrimStart('@')}Attribute(P = 4, Name = \"again\"), Dense(1)] public partial class Net0 "
                + "{ object Two => Again.Dense1; }")),
        .. new[] { "function", "block", "from", "हिन्दी", "Größe", "_", "__", "System", "DeepDsl", "V" }
            .Select(n => new OddDeclaration($"block {n}", $"[Block, Dense(3)] public partial class {n} {{ [Parameter] const int P = 3; }} "
                + $"[Model, Input(2), {n}, {n}(P = 4, Name = \"again\"), Dense(1)] public partial class Net0;")),
        new("a block with a constructor", "[Block, Dense(3)] public partial class B(int a) { int A => a; public B() : this(1) { } } [Model, Input(2), B, Dense(1)] public partial class Net;"),
        new("a block in a struct of a keyword's name", "partial struct @class { [Block, Dense(3)] public partial class B; [Model, Input(2), B, Dense(1)] public partial class Net; }"),
        new("a block in a keyword's namespace", "namespace @class { [Block, Dense(3)] public partial class B; } namespace @event { [Model, Input(2), @class.B, Dense(1)] public partial class Net; }"),
        new("a block with members", "[Block, Dense(3)] public partial class B { int Name => 1; string Repeat = \"\"; class Parameter2; string R => Repeat; } [Model, Input(2), B, Dense(1)] public partial class Net;"),
        Wrong("a class of the name of the block's attribute", "DD1014", "[Block, Dense(3)] public partial class [|B|]; class BAttribute;"),
        Wrong("a struct of the name of the block's attribute", "DD1014", "partial class Outer { [Block, Dense(3)] public partial class [|B|]; int BAttribute = 1; }"),
        Wrong("a model of the name of the block's attribute", "DD1014", $"[Block, Dense(3)] public partial class [|B|]; {Model} partial class BAttribute;"),
        new("a generic class of the name of the block's attribute", "[Block, Dense(3)] public partial class B; class BAttribute<T>; [Model, Input(2), B, Dense(1)] public partial class Net;"),
        Wrong("a parameter of the name of the block's attribute", "DD1014", "[Block, Dense(3)] public partial class [|B|] { [Parameter] const int BAttribute = 1; }"),
        Wrong("a block called as a layer", "DD1014", "[Block, DeepDsl.Dense(3)] public partial class [|Dense|];"),
        Wrong("a block called Input", "DD1014", "[Block, Dense(3)] public partial class [|Input|]; [Model, DeepDsl.Input(2), Dense(1)] partial class Net;"),
        Wrong("a block called Output", "DD1014", "[Block, Dense(3)] public partial class [|Output|]; [Model, DeepDsl.Input(2), Output, Dense(1)] partial class Net;"),
        new("a block called Budget", "[Block, Dense(3)] public partial class Budget; [Model, Input(2), Budget, Dense(1)] partial class Net;"),
        Wrong("parameter Name", "DD1014", "[Block, Dense(3)] public partial class [|B|] { [Parameter] const int Name = 1; }"),
    ];

    /// <summary>Texts in blocks.</summary>
    private static IEnumerable<OddDeclaration> Text() =>
    [
        new("texts in a block", """
            [Block, Identity(Name = "\"\n\\\u2028{0}"), Dense(3, Name = "a\nb"), Dense(2), Concat("\"\n\\\u2028{0}")] public partial class B;
            [Model, Input(2), B(Name = "*/"), B(Name = "\nx"), Dense(1)] public partial class Net;
            """),
        new("a block of no layer that another uses", "[Block, Dense(3)] public partial class A; [Block, A, A(Name = \"\\n\")] public partial class B; [Model, Input(2), B, Dense(1)] public partial class Net;"),
    ];
}
