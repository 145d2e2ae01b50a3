using System.Text.RegularExpressions;

namespace DeepDsl.Compiler.Spec;

/// <summary>
/// A static method with an expression body, for [Map] and custom losses. Body is null, and Error says why, where it can't be read. In a
/// block, what depends on the block's parameters alone stands in braces: "x * {(Filters / 2)}".
/// </summary>
public sealed record FunctionSpec(string Name, EquatableArray<string> Parameters, string? Body, string? Error)
{
    private static readonly Regex Braces = new(@"\{([^}]*)\}");

    /// <summary>The function in one use of its block, whose parameters have the values that <paramref name="parameter"/> gives.</summary>
    public FunctionSpec With(Func<string, Argument?> parameter)
    {
        string? error = Error;
        string? body = Body is null ? null : Braces.Replace(Body, match =>
        {
            Argument? value = SpecReader.ReadExpression(match.Groups[1].Value).Evaluate(parameter);
            if (value is not (NumberArgument or BoolArgument))
            {
                error ??= $"{Name} reads {match.Groups[1].Value}, which is no number with these parameters of the block.";
            }

            return value is BoolArgument condition ? (condition.Value ? "1" : "0") : $"({value})"; // a condition is 1 or 0
        });
        return this with { Body = error is null ? body : null, Error = error };
    }
}
