using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// How much of the targets' variance predictions explain, from sums: the number of samples, then as many numbers for each value of a sample,
/// of which the second is the squared deviations of its targets.
/// </summary>
internal static class ExplainedShare
{
    /// <param name="errors">Which of a value's numbers is what is not explained.</param>
    public static double Mean(double[] sums, int perColumn, int errors, int leastSamples)
    {
        if (sums.Length == 0 || sums[0] < leastSamples)
        {
            return double.NaN;
        }
        double sum = 0;
        for (int at = 1; at < sums.Length; at += perColumn)
        {
            (double all, double left) = (sums[at + 1], sums[at + errors]);
            sum += all > 0 ? 1 - (left / all) : left == 0 ? 1 : 0;
        }
        return sum / ((sums.Length - 1) / perColumn);
    }

    /// <summary>Whether samples of so many values can have such sums.</summary>
    public static bool CanBe(double[] sums, int perColumn, int values) =>
        sums.Length == 1 + (perColumn * values) && sums[0] >= 0 && TensorPrimitives.IsFiniteAll<double>(sums);
}
