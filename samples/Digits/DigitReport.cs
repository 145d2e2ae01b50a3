using DeepDsl;
using DeepDsl.Report;

namespace Digits;

/// <summary>What is to be known of a net that was fitted with a validation, as a page.</summary>
internal static class DigitReport
{
    public static void Write(string path, DigitNet net, Dataset train, Dataset test, FitOptions options)
    {
        // <report>
        History history = net.Fit(train, options with { ValidationFraction = 0.1 });
        net.Report(history, test).Save(path);
        // </report>
    }
}
