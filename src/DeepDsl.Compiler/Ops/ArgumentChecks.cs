using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What every op's arguments have in common: known, of the right type, within the declared range.</summary>
internal static class ArgumentChecks
{
    /// <summary>An expression in a block may come to more than an int holds, where C# saw only its parts.</summary>
    private const double IntegerLimit = 1L << 31;

    private static readonly HashSet<string> Common = ["Name", "From", "When"];

    public static bool Check(Layer layer) => Check(layer.Op.Arguments, layer.Spec, Common, layer.Report);

    /// <param name="common">Names of arguments that are not this kind's own.</param>
    public static bool Check(
        IReadOnlyList<OpArgument> arguments, AttributeSpec spec, ICollection<string> common, Action<ProblemKind, string, string> report)
    {
        bool valid = true;
        foreach (OpArgument argument in arguments)
        {
            Argument? value = spec[argument.Name];
            if (value is null && argument.Required && argument.Type is not (ArgumentType.Texts or ArgumentType.Integers))
            {
                report(ProblemKind.MissingArgument, $"needs {argument.Name}.", "");
                valid = false;
            }
            else if (Numbers(value).FirstOrDefault(n => !Allows(argument, n)) is { } number)
            {
                string subject = value is ListArgument ? "each" : "it";
                report(ProblemKind.ArgumentRange, $"has {argument.Name} = {value}; {subject} must be {Expected(argument, number)}.", argument.Name);
                valid = false;
            }
        }

        foreach (ArgumentSpec given in spec.Arguments)
        {
            if (!common.Contains(given.Name) && arguments.All(a => a.Name != given.Name))
            {
                report(ProblemKind.WrongType, $"has no argument {given.Name}.", given.Name);
                valid = false;
            }
        }

        return valid;
    }

    private static IEnumerable<NumberArgument> Numbers(Argument? value) => value switch
    {
        NumberArgument number => [number],
        ListArgument list => list.Items.OfType<NumberArgument>(),
        _ => [],
    };

    private static bool Allows(OpArgument argument, NumberArgument number) =>
        (number.Value >= argument.Min && number.Value < argument.Max && (!IsInteger(argument) || Math.Abs(number.Value) < IntegerLimit))
        || IsStandard(argument, number);

    private static bool IsInteger(OpArgument argument) => argument.Type is ArgumentType.Integer or ArgumentType.Integers;

    private static string Expected(OpArgument argument, NumberArgument number) =>
        argument.Min == OpArgument.AboveZero ? "above 0"
        : IsInteger(argument) && !double.IsInfinity(argument.Max) ? $"from {Print(argument.Min)} to {Print(argument.Max - 1)}"
        : !double.IsInfinity(argument.Max) ? $"in [{Print(argument.Min)}, {Print(argument.Max)})"
        : number.Value < argument.Min ? $"at least {Print(argument.Min)}"
        : argument.Type == ArgumentType.Integers ? $"from {int.MinValue} to {int.MaxValue}"
        : number.Value > 0 ? $"at most {int.MaxValue}"
        : $"at least {int.MinValue}";

    private static bool IsStandard(OpArgument argument, NumberArgument number) =>
        argument.Default is IConvertible standard and not string && standard.ToDouble(CultureInfo.InvariantCulture) == number.Value;

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
