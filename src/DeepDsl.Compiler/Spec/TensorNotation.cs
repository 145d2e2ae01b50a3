namespace DeepDsl.Compiler.Spec;

/// <summary>How the bodies of functions of tensors are written in specifications: <c>Add'7(Call'9("Gate", x), (0.5))</c>.</summary>
public static class TensorNotation
{
    /// <summary>Calls a function of the class, whose name is the first argument.</summary>
    public const string Own = "Call";

    public const string Negate = "Negate";

    private static readonly (string Symbol, string Method)[] Operators = [("+", "Add"), ("-", "Subtract"), ("*", "Multiply"), ("/", "Divide")];

    /// <summary>The call that an operator is written as; null for what is no operator of tensors.</summary>
    public static string? MethodOf(string symbol) => Operators.FirstOrDefault(o => o.Symbol == symbol).Method;

    /// <summary>The operator that a call stands for; null for another call.</summary>
    public static string? OperatorOf(string method) => Operators.FirstOrDefault(o => o.Method == method).Symbol;
}
