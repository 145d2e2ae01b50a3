using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Values known at compile time, row-major.</summary>
public sealed class ConstantNode(Graph graph, Shape shape, IReadOnlyList<double> values) : LeafNode(graph, TensorType.Floats(shape))
{
    public IReadOnlyList<double> Values { get; } = values;

    public override string Primitive => "constant";

    public override object Attributes { get; } = new EquatableArray<ExactDouble>(values.Select(v => new ExactDouble(v)));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => new(run.Sizes(Shape), [.. Values]);

    protected override Node CopyTo(Graph graph) => graph.Constant(Shape, Values);
}
