using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What every op's arguments have in common: known, of the right type, within the declared range.</summary>
internal static class ArgumentChecks
{
    private static readonly HashSet<string> Common = ["Name", "From", "When"];

    public static bool Check(Layer layer)
    {
        bool valid = true;
        foreach (OpArgument argument in layer.Op.Arguments)
        {
            Argument? value = layer.Spec[argument.Name];
            if (value is null && argument.Required && argument.Type is not (ArgumentType.Texts or ArgumentType.Integers))
            {
                layer.Report(ProblemKind.MissingArgument, $"needs {argument.Name}.");
                valid = false;
            }
            else if (value is NumberArgument number && !(number.Value >= argument.Min && number.Value < argument.Max) && !IsStandard(argument, number))
            {
                string expected = double.IsInfinity(argument.Max)
                    ? $"at least {Print(argument.Min)}" : $"in [{Print(argument.Min)}, {Print(argument.Max)})";
                layer.Report(ProblemKind.ArgumentRange, $"has {argument.Name} = {number}; it must be {expected}.", argument.Name);
                valid = false;
            }
        }

        foreach (ArgumentSpec given in layer.Spec.Arguments)
        {
            if (!Common.Contains(given.Name) && layer.Op.Arguments.All(a => a.Name != given.Name))
            {
                layer.Report(ProblemKind.WrongType, $"has no argument {given.Name}.", given.Name);
                valid = false;
            }
        }

        return valid;
    }

    private static bool IsStandard(OpArgument argument, NumberArgument number) =>
        argument.Default is IConvertible standard and not string && standard.ToDouble(CultureInfo.InvariantCulture) == number.Value;

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
