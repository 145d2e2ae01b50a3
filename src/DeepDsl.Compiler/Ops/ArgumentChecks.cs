using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What every op's arguments have in common: known, of the right type, within the declared range.</summary>
internal static class ArgumentChecks
{
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
            else if (value is NumberArgument number && !(number.Value >= argument.Min && number.Value < argument.Max) && !IsStandard(argument, number))
            {
                string expected = argument.Min == OpArgument.AboveZero ? "above 0"
                    : double.IsInfinity(argument.Max) ? $"at least {Print(argument.Min)}"
                    : argument.Type == ArgumentType.Integer ? $"from {Print(argument.Min)} to {Print(argument.Max - 1)}"
                    : $"in [{Print(argument.Min)}, {Print(argument.Max)})";
                report(ProblemKind.ArgumentRange, $"has {argument.Name} = {number}; it must be {expected}.", argument.Name);
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

    private static bool IsStandard(OpArgument argument, NumberArgument number) =>
        argument.Default is IConvertible standard and not string && standard.ToDouble(CultureInfo.InvariantCulture) == number.Value;

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
