using System.Text.RegularExpressions;

namespace DeepDsl.Compiler.Spec;

/// <summary>
/// A static method: of numbers, for [Map] and custom losses, or of tensors, for [Compute]. Body is null, and Error says why, where it can't
/// be read. In a block, what depends on the block's parameters alone stands in braces: "x * {(Filters / 2)}".
/// </summary>
public sealed record FunctionSpec(string Name, EquatableArray<string> Parameters, string? Body, string? Error)
{
    /// <summary>Those of its parameters that are trained, each by its name with what [Weight] says of it.</summary>
    public EquatableArray<AttributeSpec> Weights { get; init; }

    /// <summary>Whether it takes and gives tensors.</summary>
    public bool IsOfTensors { get; init; }

    /// <summary>Of what can't be read, the number of the node of the method's syntax.</summary>
    public int ErrorNode { get; init; }

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
        AttributeSpec[] weights = [.. Weights.Select(w => w with { Arguments = w.Arguments.Select(Evaluated).ToArray() })];
        return this with { Body = error is null ? body : null, Error = error, Weights = weights };

        ArgumentSpec Evaluated(ArgumentSpec argument)
        {
            if (argument.Value.Evaluate(parameter) is { } value)
            {
                return argument with { Value = value };
            }

            error ??= $"{Name} has a weight with {argument}, which has no value with these parameters of the block.";
            return argument;
        }
    }
}
