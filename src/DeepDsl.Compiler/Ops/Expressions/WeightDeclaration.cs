using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>What [Weight] says of a parameter of a function of tensors.</summary>
internal sealed record WeightDeclaration(string Name, Shape Shape, ParameterInit Init)
{
    private static readonly OpArgument[] Arguments =
        [new("Shape", ArgumentType.Integers, Min: 1), OpArgument.Enum("Init", "Auto"), OpArgument.Real("InitValue", 0)];

    /// <summary>Of a sound declaration.</summary>
    public static WeightDeclaration Of(AttributeSpec spec)
    {
        int[] sizes = spec["Shape"] is ListArgument list ? [.. list.Items.OfType<NumberArgument>().Select(n => (int)n.Value)] : [];
        string kind = spec["Init"] is EnumArgument init ? init.Name : "Auto";
        string standard = sizes.Length > 1 ? "GlorotUniform" : "Zeros";

        // As of dense layers [I, O] and of convolutions [kernel.., I, O].
        long window = sizes.Take(Math.Max(0, sizes.Length - 2)).Aggregate(1L, (a, b) => a * b);
        long outputs = sizes[sizes.Length - 1];
        long inputs = sizes.Length > 1 ? sizes[sizes.Length - 2] : outputs;
        return new WeightDeclaration(spec.Kind, new Shape(sizes.Select(s => (Dim)s)),
            new ParameterInit(kind == "Auto" ? standard : kind, inputs * window, outputs * window, spec.Number("InitValue") ?? 0));
    }

    /// <summary>Reports what is wrong with it.</summary>
    public static bool Check(Layer layer, string argument, FunctionSpec function, AttributeSpec spec)
    {
        void Report(ProblemKind kind, string message, string _, params Remedy[] remedies) =>
            layer.Report(kind, Remedy.Sentence($"has the weight {spec.Kind}, which {message}", remedies), argument,
                new CodePlace(function.Name, 0, spec.Kind));

        if (spec["Shape"] is not ListArgument { Items.Count: > 0 })
        {
            Report(ProblemKind.MissingArgument, "needs its sizes: [Weight(8, 4)].", "");
            return false;
        }

        if (!ArgumentChecks.Check(Arguments, spec, [], Report))
        {
            return false;
        }

        Shape shape = Of(spec).Shape;
        if ((InputChecks.TooManyAxes(shape.Rank) ?? InputChecks.TooLarge(shape)) is { } tooLarge)
        {
            Report(ProblemKind.TooLarge, $"has {tooLarge}.", "");
            return false;
        }

        return true;
    }
}
