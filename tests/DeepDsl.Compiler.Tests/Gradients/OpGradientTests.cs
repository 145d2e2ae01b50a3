using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>Ring 1: every op on every example, training and inference, by every float input and every parameter.</summary>
public sealed class OpGradientTests
{
    public static TheoryData<string, int, bool> Cases()
    {
        TheoryData<string, int, bool> cases = [];
        foreach (Op op in OpTable.All)
        {
            for (int i = 0; i < op.Examples.Count; i++)
            {
                cases.Add(op.Name, i, true);
                cases.Add(op.Name, i, false);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_equals_central_differences(string name, int exampleIndex, bool training)
    {
        Op op = OpTable.Find(name)!;
        Example example = op.Examples[exampleIndex];
        ModelGraph model = OneLayerModel.Build(op, example, training);
        LeafValues values = new(example.Batch, seed: 1)
        {
            Low = example.Low, High = example.High, IntLimit = Math.Max(1, example.IntLimit),
        };
        Node[] by = [.. model.Graph.Nodes.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 })];
        GradientCheck.Run(Assert.Single(model.Outputs).Node, by, values);
    }
}
