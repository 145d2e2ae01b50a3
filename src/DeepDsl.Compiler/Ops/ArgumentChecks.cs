using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What every op's arguments have in common: known, of the right type, within the declared range.</summary>
internal static class ArgumentChecks
{
    /// <summary>An expression in a block may come to more than an int holds, where C# saw only its parts.</summary>
    private const double IntegerLimit = 1L << 31;

    /// <summary>A double has no more before its point.</summary>
    private const int MostDigits = 309;

    public static bool Check(Layer layer) => Check(layer.Op.Arguments, layer.Spec, OpArgument.OfAllLayers, layer.Report);

    /// <param name="common">Names of arguments that are not this kind's own.</param>
    public static bool Check(
        IReadOnlyList<OpArgument> arguments, AttributeSpec spec, IReadOnlyCollection<string> common, ProblemReport report)
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
            else if (value is not null && IsOfAnotherType(argument, value))
            {
                report(ProblemKind.CSharpError, $"has {argument.Name} = {value}, which is a value of another type", argument.Name,
                    Remedy.Drop(argument.Name));
                valid = false;
            }
            else if (Dimensions(value).FirstOrDefault() is { } dimension)
            {
                report(ProblemKind.RuntimeSize, $"has {argument.Name} = {dimension}, which is set at run time; it must be a constant.", argument.Name);
                valid = false;
            }
            else if (Numbers(value).FirstOrDefault(n => !Allows(argument, n)) is { } number)
            {
                string subject = value is ListArgument ? "each" : "it";
                report(ProblemKind.ArgumentRange, $"has {argument.Name} = {value}", argument.Name,
                    Remedy.Set(argument.Name, Nearest(argument, value!)).Said($"{subject} must be {Expected(argument, number)}"));
                valid = false;
            }
        }

        foreach (ArgumentSpec given in spec.Arguments)
        {
            if (given.Name.Length == 0)
            {
                report(ProblemKind.CSharpError, $"has {given.Value} where nothing stands by place", given.Name, Remedy.Drop(given.Name));
                valid = false;
            }
            else if (!common.Contains(given.Name) && arguments.All(a => a.Name != given.Name))
            {
                report(ProblemKind.ConflictingArguments, $"has no argument {given.Name}", given.Name,
                    Remedy.Drop(given.Name).Said("remove it"));
                valid = false;
            }
        }

        return valid;
    }

    /// <summary>Whether C# rejects the value, such as a text in place of a member of an enum: what was meant is not known.</summary>
    private static bool IsOfAnotherType(OpArgument argument, Argument value) => argument.Type switch
    {
        ArgumentType.Enum => value is TextArgument or NumberArgument or BoolArgument,
        ArgumentType.Integer or ArgumentType.Real => value is TextArgument or BoolArgument,
        ArgumentType.Bool => value is TextArgument or NumberArgument,
        _ => false,
    };

    /// <summary>Those that are set at run time.</summary>
    private static IEnumerable<Argument> Dimensions(Argument? value) => value is ListArgument list
        ? list.Items.Where(i => ExtentSpec.Dimension(i) is not null)
        : new[] { value! }.Where(v => ExtentSpec.Dimension(v) is not null);

    private static IEnumerable<NumberArgument> Numbers(Argument? value) => value switch
    {
        NumberArgument number => [number],
        ListArgument list => list.Items.OfType<NumberArgument>(),
        _ => [],
    };

    private static bool Allows(OpArgument argument, NumberArgument number) =>
        (number.Value >= argument.Min && number.Value < argument.Max && (!IsInteger(argument) || Math.Abs(number.Value) < IntegerLimit))
        || IsStandard(argument, number);

    /// <summary>The same digits with the point further to the left: percent, and slips of the point, come from such a number.</summary>
    public static double ScaledBelow(double value, double limit)
    {
        int digits = Enumerable.Range(0, MostDigits).FirstOrDefault(n => value / Math.Pow(10, n) < limit);
        return value / Math.Pow(10, digits);
    }

    /// <summary>What was probably meant: the same without its sign, else the nearest value that is allowed.</summary>
    private static Argument Nearest(OpArgument argument, Argument value) => value switch
    {
        ListArgument list => new ListArgument(list.Items.Select(i => Nearest(argument, i)).ToArray()),
        NumberArgument n => new NumberArgument(Nearest(argument, n)),
        _ => value,
    };

    private static double Nearest(OpArgument argument, NumberArgument number)
    {
        double value = number.Value;
        return Allows(argument, number) ? value
            : value < 0 && Allows(argument, new NumberArgument(-value)) ? -value
            : value < argument.Min && argument.Min == OpArgument.AboveZero ? Convert.ToDouble(argument.Default, CultureInfo.InvariantCulture)
            : value < argument.Min ? argument.Min
            : !IsInteger(argument) ? ScaledBelow(value, argument.Max)
            : Math.Min(argument.Max - 1, int.MaxValue);
    }

    private static bool IsInteger(OpArgument argument) => argument.Type is ArgumentType.Integer or ArgumentType.Integers;

    private static string Expected(OpArgument argument, NumberArgument number) =>
        argument.Min == OpArgument.AboveZero ? "above 0"
        : IsInteger(argument) && !double.IsInfinity(argument.Max) ? $"from {Print(argument.Min)} to {Print(argument.Max - 1)}"
        : !double.IsInfinity(argument.Max) ? $"in [{Print(argument.Min)}, {Print(argument.Max)})"
        : number.Value < argument.Min ? $"at least {Print(argument.Min)}"
        : !IsInteger(argument) ? "finite"
        : argument.Type == ArgumentType.Integers ? $"from {int.MinValue} to {int.MaxValue}"
        : number.Value > 0 ? $"at most {int.MaxValue}"
        : $"at least {int.MinValue}";

    private static bool IsStandard(OpArgument argument, NumberArgument number) =>
        argument.Default is IConvertible standard and not string && standard.ToDouble(CultureInfo.InvariantCulture) == number.Value;

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
