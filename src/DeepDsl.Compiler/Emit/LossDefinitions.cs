using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit;

/// <summary>The [Loss] attributes as the runtime's definitions.</summary>
internal static class LossDefinitions
{
    public static IEnumerable<string> Of(ModelSpec spec, ModelGraph model)
    {
        foreach (AttributeSpec loss in spec.Settings.Where(s => s.Kind == "Loss"))
        {
            string kind = loss["Loss"] is EnumArgument e ? e.Name : "Custom";
            int output = Math.Max(0, loss["Output"] is TextArgument t ? model.Outputs.FindIndex(o => o.Name == t.Value) : 0);
            double weight = loss["Weight"] is NumberArgument n ? n.Value : 1;
            Shape shape = model.Outputs[output].Node.Shape.WithoutBatch();
            yield return $"new LossDefinition(global::DeepDsl.Loss.{kind}, {output}, {Ints(shape)}, {Labels(kind, shape)}, "
                + $"{Classes(kind, shape)}, {Literals.Double(weight)})";
        }
    }

    private static string Ints(IEnumerable<Dim> shape) => $"new int[] {{ {string.Join(", ", shape.Select(d => d.Constant))} }}";

    private static string Labels(string kind, Shape shape) => kind switch
    {
        "SoftmaxCrossEntropy" or "CategoricalCrossEntropy" or "Focal" => Ints(shape.Take(shape.Rank - 1)),
        "SigmoidCrossEntropy" or "BinaryCrossEntropy" or "Hinge" => Ints(shape),
        _ => "null",
    };

    private static long Classes(string kind, Shape shape) => kind switch
    {
        "SoftmaxCrossEntropy" or "CategoricalCrossEntropy" or "Focal" => shape.Channels.Constant,
        "SigmoidCrossEntropy" or "BinaryCrossEntropy" or "Hinge" => 2,
        _ => 0,
    };
}
