using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>The rates of a model that the program may change, as the runtime's definitions.</summary>
internal static class RateDefinitions
{
    public static IEnumerable<string> Of(ModelPrograms model) => model.Training.Rates.Select(rate => Text(rate, model));

    private static string Text(RateInfo rate, ModelPrograms model)
    {
        string[] values =
        [
            .. model.Rates.Where(r => r.Function.Name == rate.Name)
                .Select(r => $"new RateValue({r.Buffer.Identifier}, rate => {ExprWriter.Unwrapped(InDouble(r.Function.Function))})"),
        ];
        return $"new RateDefinition({Literals.Text(rate.Name)}, {Literals.Double(rate.Declared)}, {(rate.IsShare ? "true" : "false")})"
            + (values.Length == 0 ? "" : $" {{ Values = new RateValue[] {{ {string.Join(", ", values)} }} }}");
    }

    /// <summary>A function of <c>rate</c> as C#.</summary>
    private static string InDouble(Expr e) => e switch
    {
        ArgExpr => "rate",
        ConstExpr c => Literals.Double(c.Value),
        UnaryExpr { Op: UnaryOp.Sqrt } u => $"Math.Sqrt({ExprWriter.Unwrapped(InDouble(u.Operand))})",
        BinaryExpr b => $"({InDouble(b.Left)} {Sign(b.Op)} {InDouble(b.Right)})",
        _ => throw new InvalidOperationException($"A function of a rate has no code for {e}."),
    };

    private static string Sign(BinaryOp op) => op switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Subtract => "-",
        BinaryOp.Multiply => "*",
        BinaryOp.Divide => "/",
        _ => throw new InvalidOperationException($"A function of a rate has no code for {op}."),
    };
}
