using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Conformance.Tests;

/// <summary>What the CPU emitter makes of layers with products in models of smaller precision, against the interpreter.</summary>
public sealed class PrecisionConformanceTests
{
    private static readonly string[] Ops =
    [
        "Dense", "Conv1D", "Conv2D", "Conv3D", "ConvTranspose2D", "DepthwiseConv2D", "SeparableConv2D", "Shortcut",
        "LSTM", "MultiHeadAttention", "GraphAttention",
    ];

    private static readonly string[] Precisions = ["BFloat16", "TensorFloat32"];

    private static readonly Lazy<CompiledModels> Models = Compiled("PrecisionExamples", First());
    private static readonly Lazy<CompiledModels> OtherModels = Compiled("OtherPrecisionExamples", Others());

    public static TheoryData<string, int, string, string> FirstCases => Cases(First());

    public static TheoryData<string, int, string, string> OtherCases => Cases(Others());

    [Theory]
    [MemberData(nameof(FirstCases))]
    public void Emitted_programs_round_where_the_interpreter_does(string name, int index, string precision, string width) =>
        Check(Models.Value, name, index, precision, width);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(OtherCases))]
    public void Programs_of_other_examples_do_too(string name, int index, string precision, string width) =>
        Check(OtherModels.Value, name, index, precision, width);

    private static void Check(CompiledModels models, string name, int index, string precision, string width)
    {
        Op op = OpTable.Find(name)!;
        ModelSpec spec = Spec(op, index, precision);
        CpuConformanceTests.Check(op, op.Examples[index], models.Definition(spec), width, spec.Train.ProductRounding);
    }

    private static Lazy<CompiledModels> Compiled(string assembly, IEnumerable<(Op Op, int Index, string Precision)> cases) =>
        new(() => new CompiledModels(assembly, cases.Select(c => Spec(c.Op, c.Index, c.Precision))));

    private static TheoryData<string, int, string, string> Cases(IEnumerable<(Op Op, int Index, string Precision)> examples)
    {
        TheoryData<string, int, string, string> cases = [];
        foreach ((Op op, int index, string precision) in examples)
        {
            foreach (string width in CpuConformanceTests.UsualWidths)
            {
                cases.Add(op.Name, index, precision, width);
            }
        }

        return cases;
    }

    /// <summary>One example a layer, in the precision that rounds most.</summary>
    private static IEnumerable<(Op Op, int Index, string Precision)> First() => All().Where(IsFirst);

    private static IEnumerable<(Op Op, int Index, string Precision)> Others() => All().Where(c => !IsFirst(c));

    private static bool IsFirst((Op Op, int Index, string Precision) c) => c.Index == 0 && c.Precision == Precisions[0];

    private static IEnumerable<(Op Op, int Index, string Precision)> All() =>
        from name in Ops
        let op = OpTable.Find(name)!
        from index in Enumerable.Range(0, op.Examples.Count())
        from precision in Precisions
        select (op, index, precision);

    private static ModelSpec Spec(Op op, int index, string precision) => OneLayerModel.Spec(op, op.Examples[index]) with
    {
        Name = $"{op.Name}{index}{precision}",
        Settings = new[] { SpecReader.ReadAttribute($"Train(Precision = Precision.{precision})") },
    };
}
