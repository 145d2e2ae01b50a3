using static DeepDsl.Analyzers.Tests.Odd.OddDeclaration;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>Names and kinds of classes, of what is around them, and of their namespaces.</summary>
internal static class OddTypes
{
    private static readonly string[] Keywords =
    [
        "class", "event", "namespace", "int", "object", "base", "this", "void", "record", "required", "scoped", "file", "partial", "var",
        "dynamic", "nint", "global", "await", "field", "where", "extension", "allows", "async", "yield", "nameof", "get", "set", "value", "_",
        "notnull", "unmanaged", "managed", "when", "with", "alias", "args", "add", "remove", "init", "on", "by", "from", "let", "not",
    ];

    /// <summary>Names that generated code uses, or that lie in namespaces it opens.</summary>
    private static readonly string[] Familiar =
    [
        "Tiles", "System", "DeepDsl", "Math", "MathF", "Span", "Vector512", "Network", "V", "Cpu", "Gpu", "Definition", "Training", "Inference",
        "Weights", "States", "Tables", "Unsafe", "MemoryMarshal", "Kernel", "Frame", "Launch", "Device", "Simd512", "Int32", "Single", "Object",
        "String", "Func", "Attribute", "Parameter", "RunningState", "Declaration", "Generated", "ISimd", "NetworkDefinition", "MethodImpl",
        "Activation", "Loss", "Train", "Dense", "DenseAttribute", "Dense1Layer", "Dense2Layer", "Net", "Programs", "LayerAttribute", "Fit",
        "Evaluate", "PredictLabel", "PredictProbabilities", "Update", "Seed", "ModelAttribute", "call", "batch", "x", "y",
    ];

    private const string Long = "Aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhhiiiiiiiiiijjjjjjjjjj";

    public static IEnumerable<OddDeclaration> All() =>
    [
        .. Keywords.Select(k => Of($"class @{k}", $"public partial class @{k};")),
        .. Familiar.Select(n => new OddDeclaration($"class {n}", $"{Fully(Model)} public partial class {n};")),
        .. Familiar.Select(n => new OddDeclaration($"beside class {n}", $"{Fully(Model)} public partial class Net0; class {n};")),
        .. Familiar.Except(["Loss"]).Select(n => new OddDeclaration($"container {n}", $"public partial class {n} {{ {Fully(Model)} public partial class Net0; }}")),
        .. Familiar.Select(n => new OddDeclaration($"type parameter {n}", $"public partial class Outer<{n}> {{ {Fully(Model)} public partial class Net0; }}")),
        .. Nested(),
        .. Twins(),
        .. Kinds(),
        .. OfTheWholeCompilation(),
    ];

    private static string Fully(string model) => model.Replace("[Model", "[global::DeepDsl.ModelAttribute", StringComparison.Ordinal)
        .Replace(" Input", " global::DeepDsl.InputAttribute", StringComparison.Ordinal).Replace(" Dense", " global::DeepDsl.DenseAttribute", StringComparison.Ordinal)
        .Replace(" Activation.", " global::DeepDsl.Activation.", StringComparison.Ordinal)
        .Replace("DeepDsl.Loss(DeepDsl.Loss", "global::DeepDsl.LossAttribute(global::DeepDsl.Loss", StringComparison.Ordinal);

    private static IEnumerable<OddDeclaration> Nested() =>
    [
        new("namespace A.@class", $"namespace A.@class {{ {Model} public partial class Net; }}"),
        new("namespace @event.@namespace.@record", $"namespace @event.@namespace.@record {{ {Model} public partial class @struct; }}"),
        new("namespace System", $"namespace System {{ {Model} public partial class Net; }}"),
        new("namespace DeepDsl", $"namespace DeepDsl {{ {Fully(Model)} public partial class Net; }}"),
        new("namespace My.System.DeepDsl", $"namespace My.System.DeepDsl {{ {Fully(Model)} public partial class System; }}"),
        new("containers @struct.@in", $"partial class @struct {{ partial record @in {{ {Model} public partial class @out; }} }}"),
        new("type parameter @in", $"partial class Outer<@in, @T> {{ {Model} public partial class Net; }}"),
        new("an attribute on a type parameter", $"class TagAttribute(string text) : System.Attribute {{ public string Text => text; }} "
            + $"partial class Outer<[Tag(\"<,\"), Tag(\" > \")] T, [Tag(\"\")] @class> {{ {Model} public partial class Net; }}")
        {
            OfCSharp = ["CS0579"], // twice on one parameter; ours must cope
        },
        new("one attribute on a type parameter", $"class TagAttribute(string text) : System.Attribute {{ public string Text => text; }} "
            + $"partial class Outer<[Tag(\"<,\")] T> {{ {Model} public partial class Net; }}"),
        new("in an interface", $"partial interface IOuter<T> {{ {Model} public partial class Net; }}"),
        new("constraints", $"partial class Outer<T, U> where T : class, new() where U : struct {{ {Model} public partial class Net; }}"),
        new("in a static class", $"static partial class Outer {{ {Model} public partial class Net; }}"),
        new("in a record struct", $"partial record struct Outer {{ {Model} public partial class Net; }}"),
        new("in a readonly record struct", $"readonly partial record struct Outer(int X) {{ {Model} public partial class Net; }}"),
        new("in a ref struct", $"readonly ref partial struct Outer {{ {Model} public partial class Net; }}"),
        new("in an abstract record class", $"abstract partial record class Outer(int X) {{ {Model} public partial class Net; }}"),
        new("in a class with a primary constructor", $"partial class Outer(int x) {{ int X => x; {Model} public partial class Net; }}"),
        new("private", $"partial class Outer {{ {Model} private partial class Net; }}"),
        new("protected", $"partial class Outer {{ {Model} protected partial class Net; }}"),
        new("protected internal", $"partial class Outer {{ {Model} protected internal partial class Net; }}"),
        new("private protected", $"partial class Outer {{ {Model} private protected partial class Net; }}"),
        new("in a class of the same name", $"partial class Outer {{ partial class Net {{ {Model} public partial class Outer; }} }}"),
        new("unicode", $"namespace Größe.数学 {{ partial class Ω<Ж> {{ {Model} public partial class مرحبا; }} }}"),
        new("combining marks", $"{Model} public partial class हिन्दी;"),
        new("300 letters", $"{Model} public partial class {Long}{Long}{Long};"),
        new("1,000 letters around it", $"partial class {Long}A {{ partial class {Long}B {{ partial class {Long}C {{ partial class {Long}D {{ {Model} public partial class {Long}E; }} }} }} }}"),
        new("two that differ at their ends", $"{Model} public partial class {Long}{Long}{Long}1; {Model} public partial class {Long}{Long}{Long}2;"),
        new("200 letters of three bytes", $"{Model} public partial class {string.Concat(Enumerable.Repeat("数学模型", 50))};"),
    ];

    private static IEnumerable<OddDeclaration> Twins() =>
    [
        new("models that differ in case alone", $"{Model} public partial class Net; {Model} public partial class net; {Model} public partial class NET;"),
        new("blocks that differ in case alone", "[Block, Dense(2)] public partial class Hidden; [Block, Dense(2)] public partial class hidden; "
            + "[Model, Input(2), Hidden, hidden, Dense(1)] public partial class Net;"),
        new("a block and a model that differ in case alone", $"[Block, Dense(2)] public partial class Net; {Model} public partial class net;"),
        new("namespaces that differ in case alone", $"namespace a {{ {Model} public partial class Net; }} namespace A {{ {Model} public partial class Net; }}"),
        new("containers that differ in case alone", $"partial class a {{ {Model} public partial class Net; }} partial class A {{ {Model} public partial class Net; }}"),
        new("A_.B and A._B", $"namespace A_ {{ {Model} public partial class B; }} namespace A {{ {Model} public partial class _B; }}"),
        new("A.B_C and A_B.C", $"namespace A {{ {Model} public partial class B_C; }} namespace A_B {{ {Model} public partial class C; }}"),
        new("A.__B, A_._B and A__.B", $"namespace A {{ {Model} public partial class __B; }} namespace A_ {{ {Model} public partial class _B; }} namespace A__ {{ {Model} public partial class B; }}"),
        new("Outer<T>.Net and Outer_1.Net", $"partial class Outer<T> {{ {Model} public partial class Net; }} partial class Outer_1 {{ {Model} public partial class Net; }} "
            + $"partial class Outer {{ {Model} public partial class Net; }} partial class Outer<T, U> {{ {Model} public partial class Net; }}"),
        new("models called as generated files", $"{Model} public partial class Net {{ {Model} public partial class Programs; {Model} public partial class Gpu; "
            + $"{Model} public partial class Dump; {Model} public partial class Tiles; }}"),
        new("Net and NetPrograms", $"{Model} public partial class Net; {Model} public partial class NetPrograms; class NetProgramsPrograms;"),
    ];

    private static IEnumerable<OddDeclaration> Kinds() =>
    [
        Of("sealed", "public sealed partial class Net;"),
        Of("abstract", "public abstract partial class Net;"),
        Of("unsafe modifiers and interfaces", "internal sealed partial class Net : System.IDisposable { public void Dispose() { } }"),
        Of("with Network as written base", "public partial class Net : Network;"),
        Of("in two parts", "public partial class Net { int _a; int A => _a; } public partial class Net { int _b; int B => _b; }"),
        Of("of an unknown base", "public partial class Net : Unknown;") with { OfCSharp = ["CS0246"] },
        Wrong("own base class", "DD1003", $"public class B; {Model} public partial class [|Net|] : B;"),
        Wrong("a base that is a model", "DD1003", $"{Model} public partial class A; {Model} public partial class [|Net|] : A;"),
        Wrong("a record", "DD1002", $"{Model} public partial record [|Net|];"),
        Wrong("a record with members", "DD1002", $"{Model} public partial record class [|Net|](int A);"),
        Wrong("a struct", "DD1002", $"{Model} public partial struct [|Net|];"),
        Wrong("a record struct", "DD1002", $"{Model} public partial record struct [|Net|];"),
        Wrong("an interface", "DD1002", $"{Model} public partial interface [|Net|];"),
        Wrong("static", "DD1002", $"{Model} public static partial class [|Net|];"),
        Wrong("generic", "DD1002", $"{Model} public partial class [|Net|]<T>;"),
        Wrong("local to its file", "DD1002", $"{Model} file partial class [|Net|];"),
        Wrong("in a class that is local to its file", "DD1002", $"file partial class Outer {{ {Model} public partial class [|Net|]; }}"),
        Wrong("deep in a class that is local to its file", "DD1002", $"file partial class Outer {{ partial struct Inner {{ {Model} public partial class [|Net|]; }} }}"),
        Wrong("a model and a block", "DD1002", "[Block, Model, Input(2), Dense(1)] public partial class [|Net|];"),
        Wrong("a model and a block, that order", "DD1002", "[Model, Block, Input(2), Dense(1)] public partial class [|Net|] { int _a; int A => _a; }"),
        Wrong("a model and a block without an input", "DD1002", "[Model, Block, Dense(1)] public partial class [|Net|];"),
        Wrong("a primary constructor", "DD1002", $"{Model} public partial class [|Net|](int size) {{ int Size => size; }}"),
        Wrong("an empty primary constructor", "DD1002", $"{Model} public partial class [|Net|]();"),
        Wrong("a primary constructor on a second part", "DD1002", $"{Model} public partial class [|Net|]; public partial class Net(int size) {{ int Size => size; }}"),
        Wrong("a block that is a struct", "DD1002", "[Block, Dense(1)] public partial struct [|B|];"),
        Wrong("a block that is an interface", "DD1002", "[Block, Dense(1)] public partial interface [|B|];"),
        Wrong("a block in a class that is local to its file", "DD1002", "file partial class Outer { [Block, Dense(1)] public partial class [|B|]; }"),
        Wrong("a block in a generic class", "DD1002", "partial class Outer<T> { [Block, Dense(1)] public partial class [|B|]; }"),
        Wrong("class Predict", "DD1014", $"{Model} public partial class [|Predict|];"),
        Wrong("class TrainStep", "DD1014", $"{Model} public partial class [|TrainStep|];"),
        Wrong("class Summary", "DD1014", $"{Model} public partial class [|Summary|];"),
        Wrong("class Forward", "DD1014", $"{Model} public partial class [|Forward|];"),
        Wrong("class Dense1", "DD1014", "[Model, Input(2), [|Dense(3)|], Dense(1)] public partial class Dense1;"),
    ];

    private static IEnumerable<OddDeclaration> OfTheWholeCompilation() =>
    [
        new("the namespace DeepDsl itself", $"namespace DeepDsl {{ {Model} public partial class Net; {Model} public partial class Tiles; }}") { Alone = true },
        new("the namespace System itself", $"namespace System {{ {Model} public partial class Net; }}") { Alone = true },
        new("the namespace DeepDsl.Generated", $"namespace DeepDsl.Generated {{ {Model} public partial class Tiles; {Model} public partial class Net; }}") { Alone = true },
        new("global classes of familiar names", $"{Model} public partial class Tiles; {Model} public partial class Math; {Model} public partial class Unsafe; "
            + $"{Model} public partial class V; {Model} public partial class Kernel; class Frame; class Span; class Launch; class MemoryMarshal; class Attribute;") { Alone = true },
        new("models that differ in case alone, without a namespace", $"{Model} public partial class Net; {Model} public partial class net;") { Alone = true },
        new("A_.B and A._B of the global namespace", $"namespace A_ {{ {Model} public partial class B; }} namespace A {{ {Model} public partial class _B; }}") { Alone = true },
        new("aliases of familiar names", $"global using DeepDsl; global using System = Here; global using Unsafe = Here; global using V = Here; global using Tiles = Here; "
            + $"class Here; {Model} public partial class Net;") { Alone = true },
        new("global class System", $"{Model} public partial class [|System|];") { Alone = true, Rule = "DD1014" },
        new("beside a global class System", $"class System; {Model} public partial class [|Net|];") { Alone = true, Rule = "DD1014" },
        new("in a global class System", $"partial class System {{ {Model} public partial class [|Net|]; }}") { Alone = true, Rule = "DD1014" },
    ];
}
