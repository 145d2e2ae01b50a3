namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Which transform a <see cref="FourierNode"/> is.</summary>
/// <param name="Count">Real numbers of each.</param>
/// <param name="IsBackward">From frequencies to numbers.</param>
/// <param name="IsWeighted">
/// Each frequency counts as it does in the mean over all of them, its mirror included: so weighted, backward is the inverse of forward
/// without weights.
/// </param>
public sealed record FourierForm(int Count, bool IsBackward = false, bool IsWeighted = false)
{
    /// <summary>Up to here a prime is transformed by its definition; larger ones take less as a convolution of powers of two.</summary>
    private const int MostDirect = 30;

    /// <summary>Numbers that a transform may have.</summary>
    public const int Most = 1 << 14;

    /// <summary>Frequencies that so many real numbers have; the others are their mirror.</summary>
    public static int FrequenciesOf(int count) => (count / 2) + 1;

    /// <summary>The multiply-adds of one transform, by its passes: five operations for each number and bit of their count, half as many since they are real.</summary>
    public static long Macs(int count) => (long)Math.Ceiling(1.25 * count * Math.Log(Math.Max(2, count), 2));

    public int Frequencies => FrequenciesOf(Count);

    /// <summary>What frequencies count that are their own mirror.</summary>
    public double Ends => IsWeighted ? 1.0 / Count : 1;

    /// <summary>What the others count.</summary>
    public double Inner => IsWeighted ? 2.0 / Count : 1;

    /// <summary>Complex numbers of which a transform is made: the odd places are imaginary parts.</summary>
    public int Length => Count % 2 == 0 ? Count / 2 : Count;

    /// <summary>Complex numbers of the transforms that stand for one of <see cref="Length"/>; zero where its divisors are small.</summary>
    public int Around
    {
        get
        {
            int left = Length;
            for (int divisor = 2; divisor <= MostDirect; divisor++)
            {
                while (left % divisor == 0)
                {
                    left /= divisor;
                }
            }

            int around = 1;
            while (around < (2 * Length) - 1)
            {
                around *= 2;
            }

            return left == 1 ? 0 : around;
        }
    }

    /// <summary>What a frequency counts.</summary>
    public double Weight(int frequency) => frequency == 0 || 2 * frequency == Count ? Ends : Inner;

    public override string ToString() => $"{(IsBackward ? "back to " : "of ")}{Count}{(IsWeighted ? ", weighted" : "")}";
}
