using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A function of a rate that the program may change between calls, such as dropout's: one number, computed once when it is set.</summary>
/// <param name="name">Of the rate: dropout1.rate.</param>
/// <param name="function">Its argument is the rate.</param>
/// <param name="declared">The rate that the declaration gives.</param>
public sealed class RateNode(Graph graph, string name, Expr function, double declared) : LeafNode(graph, TensorType.Floats(new Shape(1)))
{
    public string Name { get; } = name;

    public Expr Function { get; } = function;

    /// <summary>The function at the declared rate.</summary>
    public double Value { get; } = Exprs.Evaluate(
        function, _ => declared, dim => throw new InvalidOperationException($"A function of a rate reads the size {dim}."));

    public override string Primitive => "rate";

    public override object Attributes => (Name, Function, Value);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => new([1], [Value]);

    protected override Node CopyTo(Graph graph) => graph.Rate(Name, Function, declared);
}
