using Microsoft.Extensions.Logging;

namespace DeepDsl;

/// <summary>Fits that write to the log of a host.</summary>
public static class FitLogging
{
    /// <summary>
    /// The same options for a fit that logs: its beginning, epochs and end as information, each value of an epoch as a property of its own;
    /// what an <see cref="Advisor"/> finds as warnings, other lines of callbacks as information; what makes it fail, such as a loss that
    /// diverges, as an error.
    /// </summary>
    /// <param name="options">What callbacks write goes to the log alone, in place of <see cref="FitOptions.Messages"/>.</param>
    /// <param name="logger">Where to.</param>
    public static FitOptions LogTo(this FitOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        // The last of the callbacks, so that it logs an epoch behind what others have to say of it.
        return options with
        {
            Callbacks = [.. options.Callbacks, new FitLogger(logger)],
            Messages = line => Write(logger, line),
        };
    }

    private static void Write(ILogger logger, string line)
    {
        const string advice = "advice: ";
        if (line.StartsWith(advice, StringComparison.Ordinal))
        {
            FitEvents.Advised(logger, line[advice.Length..]);
        }
        else
        {
            FitEvents.Noted(logger, line);
        }
    }
}
