using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

/// <summary>What transforms demand of how many numbers they have.</summary>
internal static class TransformChecks
{
    /// <summary>Reports a number of numbers whose transform takes matrices that are too large: above all primes.</summary>
    public static bool Fits(Layer layer, int count, string argument) => FourierProducts.Fits(count) || Fits(layer, count, argument, [LessThan(count)]);

    /// <summary>The same, where others than those that would do fit for other reasons too.</summary>
    /// <param name="others">Those that would do, the best first; there may be none.</param>
    public static bool Fits(Layer layer, int count, string argument, IReadOnlyList<int> others)
    {
        if (FourierProducts.Fits(count))
        {
            return true;
        }

        layer.Report(ProblemKind.TooLarge,
            $"transforms {count} numbers, of which at most {FourierForm.Most} can be transformed, and these by divisors near their root "
                + "alone", argument,
            others.Count == 0 ? [Remedy.ByHand("give it other frequencies")]
                : argument.Length == 0 ? [Remedy.ByHand($"take {others[0]}")]
                : [.. others.Select(o => Remedy.Set(argument, o).Said($"take {o}"))]);
        return false;
    }

    private static int LessThan(int count)
    {
        int most = Math.Min(count, FourierForm.Most);
        return Enumerable.Range(0, most).Select(i => most - i).First(FourierProducts.Fits);
    }
}
