using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>A part of a function of tensors. Prints as the user would write it.</summary>
internal abstract record TensorTerm;

internal sealed record NumberTerm(double Value) : TensorTerm
{
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>An expression of numbers, as functions for [Map] are normalised.</summary>
internal sealed record ScalarTerm(string Text) : TensorTerm
{
    public override string ToString() => Text;
}

/// <summary>Sizes, axes, or the parameters of a function of numbers.</summary>
internal sealed record ListTerm(EquatableArray<TensorTerm> Items) : TensorTerm
{
    public override string ToString() => string.Join(", ", Items);
}

/// <summary>A parameter of the function, or what it names with var.</summary>
internal sealed record NameTerm(string Name) : TensorTerm
{
    public override string ToString() => Name;
}

/// <summary>A method of FloatTensor, or an operator as one: what it is called on is its first argument.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Arguments">All of them, in the order of its parameters.</param>
/// <param name="Node">Where it stands, as in <see cref="CodePlace"/>.</param>
internal sealed record CallTerm(string Method, EquatableArray<TensorTerm> Arguments, int Node) : TensorTerm
{
    public override string ToString()
    {
        if (TensorNotation.OperatorOf(Method) is { } symbol)
        {
            return $"{Operand(0)} {symbol} {Operand(1)}";
        }

        string arguments = string.Join(", ", Arguments.Skip(1));
        return Method switch
        {
            TensorNotation.Negate => $"-{Operand(0)}",
            "Map" => $"{Operand(0)}.Map(..)", // its function is normalised, and no C# any more
            TensorNotation.Own => $"{((ScalarTerm)Arguments[0]).Text}({arguments})",
            _ => $"{Operand(0)}.{Method}({arguments})",
        };
    }

    private string Operand(int i) => Arguments[i] is CallTerm { Method: var method } call && (method == TensorNotation.Negate || TensorNotation.OperatorOf(method) is not null)
        ? $"({call})" : Arguments[i].ToString();
}
