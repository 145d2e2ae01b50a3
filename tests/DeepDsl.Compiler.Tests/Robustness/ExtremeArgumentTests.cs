using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Robustness;

/// <summary>
/// Whatever the arguments, the compiler answers soon, with code or with one clear sentence. Each case is compiled to the end, since what
/// a shape rule accepts may still be too much for a pass behind it.
/// </summary>
[Trait("Category", "Sweep")]
public sealed class ExtremeArgumentTests
{
    private static readonly double[] Extremes =
        [double.MinValue, int.MinValue, -2, -1, 0, 1, 2, 1000, 16383, 65536, 1 << 30, int.MaxValue, 1e12, double.MaxValue];

    private static readonly string[] Paddings = ["Valid", "Same", "SameUpper", "Full", "Causal"];

    private static readonly string[] WindowArguments = ["Kernel", "Stride", "Dilation"];

    public static TheoryData<string> Ops => [.. OpTable.All.Select(o => o.Name)];

    public static TheoryData<string> OpsWithPadding => [.. OpTable.All.Where(o => o.Arguments.Any(a => a.Name == "Padding")).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Any_argument_gives_code_or_one_problem(string name)
    {
        Op op = OpTable.Find(name)!;
        foreach (OpArgument argument in op.Arguments)
        {
            foreach (Argument value in Values(argument))
            {
                Compile(op, With(Given(op), argument.Name, value), Sizes(op));
            }
        }
    }

    [Theory]
    [MemberData(nameof(OpsWithPadding))]
    public void Any_window_under_any_padding_gives_code_or_one_problem(string name)
    {
        Op op = OpTable.Find(name)!;
        foreach (string padding in Paddings)
        {
            ArgumentSpec[] padded = With(Given(op), "Padding", new EnumArgument("Padding", padding));
            foreach (string argument in WindowArguments.Where(n => op.Arguments.Any(a => a.Name == n)))
            {
                foreach (double size in Extremes.Where(e => e >= 1))
                {
                    Compile(op, With(padded, argument, new NumberArgument(size)), Sizes(op));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Any_input_gives_code_or_one_problem(string name)
    {
        Op op = OpTable.Find(name)!;
        foreach (double size in Extremes)
        {
            for (int rank = 1; rank <= 5; rank++)
            {
                Compile(op, Given(op), Enumerable.Repeat(size, rank));
            }
        }
    }

    /// <summary>Those of the op's first example; a merge joins the input with itself, and who borrows names that.</summary>
    private static ArgumentSpec[] Given(Op op)
    {
        ArgumentSpec[] given = [.. SpecReader.ReadArguments(op.Examples[0].Arguments)];
        TextArgument input = new("input");
        return (op.NamesArgument ?? op.LenderArgument) is not { } names ? given
            : op.Arguments.First(a => a.Name == names).Type == ArgumentType.Text ? With(given, names, input)
            : With(given, names, new ListArgument(new Argument[] { input }));
    }

    private static IEnumerable<double> Sizes(Op op) => op.Examples[0].Inputs[0].Select(d => (double)d.Constant);

    private static ArgumentSpec[] With(ArgumentSpec[] given, string name, Argument value) =>
        [.. given.Where(a => a.Name != name), new ArgumentSpec(name, value)];

    private static IEnumerable<Argument> Values(OpArgument argument) => argument.Type switch
    {
        ArgumentType.Integer or ArgumentType.Real => Numbers,
        ArgumentType.Integers => [.. Numbers.Select(n => List(n, n)), List()],
        ArgumentType.Text or ArgumentType.Function => [new TextArgument(""), new TextArgument("nobody"), new TextArgument("in.put\n\"")],
        ArgumentType.Texts => [List(), List(new TextArgument("nobody"))],
        ArgumentType.Bool => [new BoolArgument(true), new BoolArgument(false)],
        _ => [], // C# knows the members of an enum
    };

    private static IEnumerable<Argument> Numbers => Extremes.Select(e => new NumberArgument(e));

    private static ListArgument List(params Argument[] items) => new(items);

    private static void Compile(Op op, ArgumentSpec[] arguments, IEnumerable<double> sizes)
    {
        Example example = op.Examples[0];
        AttributeSpec input = new("Input", new ArgumentSpec[]
        {
            new("Shape", List([.. sizes.Select(s => new NumberArgument(s))])),
            new("Type", new EnumArgument("ElementType", example.IntLimit > 0 && op.Takes != InputElements.Floats ? "Int32" : "Float32")),
            new("Name", new TextArgument("input")),
        });
        AttributeSpec layer = new(op.Name, arguments);
        ModelSpec spec = new() { Name = "Net", Layers = OneLayerModel.OtherInputs(op, example).Append(input).Append(layer).ToArray(), Functions = example.Functions.ToArray() };
        Task<CompiledModel> compiling = Task.Run(() => Pipeline.Compile(spec));

        // As bad as an exception: a compiler that counts to two billion hangs the editor.
        string what = $"{layer} on {input["Shape"]}";
        Assert.True(compiling.Wait(TimeSpan.FromSeconds(20)), $"{what} takes more than 20 s");
        CompiledModel compiled = compiling.Result;
        string problems = string.Join("\n", compiled.Problems.Select(p => $"{p.Kind}: {p.Message}"));
        Assert.True(compiled.Problems.All(p => p.Kind != ProblemKind.CompilerFailure), $"{what} gives {problems}");
        // A name that nobody reads is a mistake of its own, which this one layer always makes.
        int mistakes = compiled.Problems.Count(p => op is not Identity || p.Kind != ProblemKind.UnusedName);
        Assert.True(mistakes <= 1, $"{what} gives several problems for one mistake:\n{problems}");
        Assert.Equal(compiled.Problems.Count == 0, compiled.Files.Count > 1);
    }
}
