using System.Globalization;
using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>Texts that a debugger shows in a line.</summary>
internal static class DebuggerTexts
{
    private const int MostValues = 4;

    /// <summary>The first of the values, their range and their mean.</summary>
    public static string Values(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return "no values";
        }
        List<string> first = [];
        foreach (float value in values[..Math.Min(MostValues, values.Length)])
        {
            first.Add(Number(value));
        }
        if (values.Length <= MostValues)
        {
            return string.Join(", ", first);
        }
        float mean = TensorPrimitives.Sum(values) / values.Length;
        return $"{string.Join(", ", first)}, ... from {Number(TensorPrimitives.Min(values))} to {Number(TensorPrimitives.Max(values))}, mean {Number(mean)}";
    }

    private static string Number(float value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
