using static DeepDsl.Analyzers.Tests.Odd.OddDeclaration;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>Members of the user's own beside the generated ones.</summary>
internal static class OddMembers
{
    /// <summary>Members that stand beside the generated ones, whatever they hide.</summary>
    private static readonly string[] Beside =
    [
        "public string Predict(string name) => name;",
        "public string Predict<T>(T x) => \"\";",
        "public string Predict(object x, object y) => \"\";",
        "public float[] Predict(float[] x, params object[] more) => x;",
        "public void Predict(float[] x, float[] y) { }",
        "public void Predict(float[] x, Span<float> y) { }",
        "public void PredictBatch(float[] x, Span<float> y, int z = 0) { }",
        "public float TrainStep(float[] x, ReadOnlySpan<float> y) => 0;",
        "public float TrainStep(int x) => 0;",
        "public float EvaluateLoss() => 0;",
        "public new string Definition => \"\";",
        "public new const int Definition = 1;",
        "public new class Definition;",
        "public new int Device => 1;",
        "public new int Training => 1;",
        "public new event Action? Step; void Raise() => Step?.Invoke();",
        "public new string Parameters = \"\", States = \"\";",
        "int BatchOf(string a) => 1;",
        "new int BatchOf(int input, int length) => 1;",
        "new int BeginInference(int batch) => 1; new int BeginTraining(int batch) => 1;",
        "new int BeginInference = 1, BeginTraining = 2, BatchOf = 3;",
        "string TrainStep(in TrainingCall call) => \"\";",
        "void Update(int x) { } new void Update() { }",
        "class Span; class ReadOnlySpan<T>; class Device; class Network; class Int32; class Array;",
        "class System; class global;",
        "int System = 1, global = 2;",
        "int call = 1, x = 2, y = 3, i = 4, batch = 5, sampleWeights = 6, seed = 7, device = 8;",
        "class Dense1Layer;",
        "int Dense1Layer() => 1;",
        "int Dense1Layer = 1, Dense2Layer = 2, Dense1Layer2 = 3;",
        "int dense1 = 1;",
        "int get_Dense1(int x) => 1;",
        "public int this[int i] => i;",
        "public static Net operator +(Net a, Net b) => a;",
        "public static implicit operator int(Net a) => 1;",
        "public override string ToString() => \"\";",
        "public override bool Equals(object? o) => true; public override int GetHashCode() => 1;",
        "public Net(string path) : this(seed: 1) => LoadWeights(path);",
        "public Net() : this(7) { }",
        "public Net(int seed) : this(seed, null) { }",
        "private Net(Device device) : this(0, device) { }",
        "static Net() { } ~Net() { }",
        "static float F(float x) => x;",
        "public void Deconstruct(out int a) => a = 1;",
        "void Q(dynamic d, (int, int) t, ref int r, int? n, string? s, int[][] a, int[,] b) { }",
        "int @class, @event, @Predict2;",
        "partial void Predict2(); partial void Predict2() { }",
        "public required int Size;",
        "delegate void Dense1Handler(); const int Größe = 1;",
        "interface IPredict { void Predict(); } enum Forwards { Forward }",
    ];

    /// <summary>Members in the place of generated ones.</summary>
    private static readonly string[] InThePlace =
    [
        "int [|Predict|] = 1;",
        "int [|Predict|] => 1;",
        "const int [|TrainStep|] = 1;",
        "event Action? [|Forward|]; void Raise() => Forward?.Invoke();",
        "event Action [|Forward|] { add { } remove { } }",
        "class [|PredictBatch|];",
        "enum [|EvaluateLoss|] { }",
        "delegate void [|Predict|]();",
        "static string [|Summary|] = \"\";",
        "string [|Summary|]() => \"\";",
        "class [|ParameterCount|];",
        "long [|get_ParameterCount|]() => 1;",
        "void [|set_Summary|](string value) { }",
        "int [|Predict|](ReadOnlySpan<float> a, Span<float> b) => 1;",
        "static int [|Predict|](float[] a) => 1;",
        "float [|TrainStep|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c) => 1;",
        "TrainingCall [|Forward|](ReadOnlySpan<float> a) => default;",
        "float [|EvaluateLoss|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c) => 1;",
        "public [|Net|](int seed, Device? device) : this(\"\") { } Net(string s) : base(null!, 0, null) { }",
    ];

    public static IEnumerable<OddDeclaration> All() =>
    [
        .. Beside.Select(m => Of($"beside {m}", $"public partial class Net {{ {m} }}")),
        .. Beside.Select(m => new OddDeclaration($"in a second part {m}", $"{Model} public partial class Net; public partial class Net {{ {m} }}")),
        .. InThePlace.Select(m => Wrong($"in the place {m}", "DD1014", $"{Model} public partial class Net {{ {m} }}")),
        .. InThePlace.Select(m => Wrong($"in the place, in a second part, {m}", "DD1014", $"{Model} public partial class Net; public partial class Net {{ {m} }}")),
        Wrong("a constructor that calls none", "DD1026", $"{Model} public partial class Net {{ public [|Net|](string path) => LoadWeights(path); }}", "CS1729"),
        Wrong("two constructors that call none", "DD1026", $"{Model} public partial class Net {{ public [|Net|](string path) {{ }} public Net(bool b) {{ }} }}", "CS1729"),
        new("labels and members of their names", """
            enum Kind { A, B, C }
            [Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Kind))]
            partial class Net { string PredictLabel(int x) => ""; void Fit() { } void Fit(float[] x, int[] y) { } float TrainStep(float[] x, Kind[] y) => 1; }
            """),
        Wrong("a member in the place of one on labels", "DD1014", """
            enum Kind { A, B, C }
            [Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Kind))]
            partial class Net { Kind [|PredictLabel|](ReadOnlySpan<float> x) => default; }
            """),
        Wrong("a property in the place of Fit on labels", "DD1014", """
            enum Kind { A, B, C }
            [Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Kind))]
            partial class Net { int [|Fit|] => 1; }
            """),
        new("PredictLabel without labels", $"{Model} partial class Net {{ int PredictLabel => 1; class PredictProbabilities; }}"),
        new("TrainStep without a loss", "[Model, Input(4), Dense(3)] partial class Net { int TrainStep => 1; class EvaluateLoss; }"),
        new("an indexer beside layer item", $"[Model, Input(4), Dense(3, Name = [|\"item\"|])] partial class Net {{ public int this[int i] => i; }}") { Rule = "DD1014" },
        new("a method get_Mine beside layer mine", "[Model, Input(4), Dense(3, Name = [|\"mine\"|])] partial class Net { int get_Mine() => 1; }") { Rule = "DD1014" },
        new("labels of odd names", """
            namespace @class { partial struct @event<T> { public enum @enum { @int, @class, True } } }
            """ + "[Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(@class.@event<int>.@enum))] public partial class Net;"),
        new("labels in the model, of a keyword's name", "[Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(@class.@enum))] "
            + "public partial class @class { public enum @enum { @int, @class, True } }"),
    ];
}
