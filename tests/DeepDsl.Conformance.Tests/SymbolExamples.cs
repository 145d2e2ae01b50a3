using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;
using Shape = DeepDsl.Compiler.Ir.Shape;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// The examples of the op table with an axis that is set at run time: the first of their inputs, or the second of those that are images. Of
/// each op those that it accepts are compiled, in an assembly for each op.
/// </summary>
internal static class SymbolExamples
{
    /// <summary>How much longer than in its example the dimension may be.</summary>
    private const int Room = 6;

    /// <summary>Those that an op takes.</summary>
    private static readonly Dictionary<Op, Lazy<IReadOnlyList<Case>>> s_accepted =
        OpTable.All.ToDictionary(op => op, op => new Lazy<IReadOnlyList<Case>>(() => [.. Of(op).Where(c => c.Problems.Count == 0)]));

    private static readonly Dictionary<Op, Lazy<CompiledModels>> s_first = Compiled("Symbol", op => s_accepted[op].Value.Take(1));

    private static readonly Dictionary<Op, Lazy<CompiledModels>> s_all = Compiled("Symbols", op => s_accepted[op].Value);

    /// <summary>An example with an axis that is set at run time.</summary>
    public sealed record Case(Op Op, int Index, int Axis)
    {
        public Example Example => Op.Examples[Index];

        /// <summary>The smallest size that the extent allows, that of the example.</summary>
        public int Least => Example.Inputs[0][Axis].Value;

        public IEnumerable<int> Sizes => [Least, Least + 1, Least + Room];

        public ModelSpec Spec
        {
            get
            {
                ModelSpec constant = OneLayerModel.Spec(Op, Example);
                return constant with
                {
                    Name = $"{Op.Name}{Index}_{Axis}",
                    Gpu = true,
                    Layers = constant.Layers.Select(Open).ToArray(),
                    Settings = new[] { SpecReader.ReadAttribute($"Extent(Symbol = Dim.T, Min = {Least}, Max = {Least + Room})") },
                };
            }
        }

        public IReadOnlyList<Problem> Problems => Pipeline.Build(Spec).Problems;

        /// <summary>The same example with a constant size: what the interpreter evaluates.</summary>
        public Example At(int size) => Example with { Inputs = [.. Example.Inputs.Select(i => IsOpen(i) ? i.With(Axis, size) : i)] };

        public override string ToString() => $"{Op.Name}{Example}, axis {Axis}";

        /// <summary>Every input that has the dimension of the first.</summary>
        private bool IsOpen(Shape input) => input.Rank > Axis && input[Axis].Value == Least && input.Rank == Example.Inputs[0].Rank;

        private AttributeSpec Open(AttributeSpec layer)
        {
            if (layer.Kind != "Input" || layer["Shape"] is not ListArgument shape
                || !IsOpen(new Shape(shape.Items.Select(i => (Compiler.Ir.Dim)(int)((NumberArgument)i).Value))))
            {
                return layer;
            }

            Argument[] items = [.. shape.Items.Select((item, axis) => axis == Axis ? new EnumArgument(ExtentSpec.DimensionType, "T") : item)];
            return layer with { Arguments = layer.Arguments.Select(a => a.Name == "Shape" ? a with { Value = new ListArgument(items) } : a).ToArray() };
        }
    }

    /// <summary>All of an op, also those that it refuses: along the first axis, which a vector's features are not, and the second of images.</summary>
    public static IReadOnlyList<Case> Of(Op op) =>
    [
        .. op.Examples.SelectMany((e, i) => Enumerable.Range(0, 2).Select(axis => new Case(op, i, axis)))
            .Where(c => c.Example.Inputs[0].Rank > c.Axis + (c.Example.IntLimit > 0 ? 0 : 1)),
    ];

    /// <summary>What <paramref name="check"/> says of those that an op takes, at each size.</summary>
    /// <param name="op">Whose examples they are.</param>
    /// <param name="first">The first of them alone, which is compiled without the others.</param>
    /// <param name="check">Given the example, the definition that serves all its sizes, and a size.</param>
    public static void Each(Op op, bool first, Action<Case, NetworkDefinition, int> check)
    {
        IReadOnlyList<Case> cases = s_accepted[op].Value;
        foreach (Case c in first ? cases.Take(1) : cases)
        {
            NetworkDefinition definition = (first ? s_first : s_all)[op].Value.Definition(c.Spec);
            foreach (int size in c.Sizes)
            {
                check(c, definition, size);
            }
        }
    }

    private static Dictionary<Op, Lazy<CompiledModels>> Compiled(string name, Func<Op, IEnumerable<Case>> cases) => OpTable.All.ToDictionary(
        op => op, op => new Lazy<CompiledModels>(() => new CompiledModels(name + op.Name, cases(op).Select(c => c.Spec))));
}
