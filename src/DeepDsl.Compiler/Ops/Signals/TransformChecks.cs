using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

/// <summary>What transforms demand of how many numbers they have.</summary>
internal static class TransformChecks
{
    /// <summary>Reports a number of numbers whose transform takes matrices that are too large: above all primes.</summary>
    public static bool Fits(Layer layer, int count, string argument)
    {
        if (RealFourier.Fits(count))
        {
            return true;
        }

        int most = Math.Min(count, RealFourier.Most);
        int less = Enumerable.Range(0, most).Select(i => most - i).First(RealFourier.Fits);
        layer.Report(ProblemKind.TooLarge,
            $"transforms {count} numbers, of which at most {RealFourier.Most} can be transformed, and these by divisors near their root alone; "
            + $"take {less}.", argument, argument.Length == 0 ? [] : [Remedy.Set(argument, less)]);
        return false;
    }
}
