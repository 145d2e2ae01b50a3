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
        string[] facts =
        [
            .. Values("Values", rate.Name, model),
            .. Values("Evaluated", rate.EvaluatedName, model),
            .. rate.Loss < 0 ? Array.Empty<string>() : [$"Loss = {rate.Loss}"],
            .. rate.FormerName == rate.Name ? Array.Empty<string>() : [$"FormerName = {Literals.Text(rate.FormerName)}"],
        ];
        return $"new RateDefinition({Literals.Text(rate.Name)}, {Literals.Double(rate.Declared)}, RateRange.{rate.Range})"
            + (facts.Length == 0 ? "" : $" {{ {string.Join(", ", facts)} }}");
    }

    /// <summary>What lies in memory under a name, as a property; nothing where no program reads it.</summary>
    private static IEnumerable<string> Values(string property, string name, ModelPrograms model)
    {
        string[] values =
        [
            .. model.Rates.Where(r => r.Function.Name == name)
                .Select(r => $"new RateValue({r.Buffer.Identifier}, rate => {ExprWriter.Unwrapped(InDouble(r.Function.Function))})"),
        ];
        return values.Length == 0 ? [] : [$"{property} = new RateValue[] {{ {string.Join(", ", values)} }}"];
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
