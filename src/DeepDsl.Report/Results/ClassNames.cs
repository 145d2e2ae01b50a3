using System.Globalization;
using System.Reflection;

namespace DeepDsl.Report;

/// <summary>What classes are called.</summary>
internal sealed class ClassNames(IReadOnlyList<string> names)
{
    public string this[int index] => index >= 0 && index < names.Count ? names[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Those that were given, or else those that the model or the data know.</summary>
    /// <param name="net">The model.</param>
    /// <param name="test">Its data.</param>
    /// <param name="given">What the caller said; null for nothing.</param>
    /// <param name="output">Which has them; names that the model or the data know of another number are none of its.</param>
    public static ClassNames Of(Network net, Dataset test, IReadOnlyList<string>? given, PredictedOutput output)
    {
        if (given != null && given.Count != output.Classes)
        {
            throw new ArgumentException(
                $"{nameof(ReportOptions.ClassNames)} has {given.Count} names, but output '{output.Name}' of {net.Definition.Name} has "
                + $"{Numbers.Of(output.Classes, "value")} a row; give a name for each.", nameof(given));
        }
        IReadOnlyList<string>[] known = [given ?? [], Declared(net), test.ClassNames];
        return new ClassNames(known.FirstOrDefault(n => n.Count == output.Classes) ?? []);
    }

    private static string[] Declared(Network net)
    {
        for (Type? type = net.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<LabelsAttribute>(inherit: false) is { } labels)
            {
                return Enum.GetNames(labels.Type);
            }
        }
        return [];
    }
}
