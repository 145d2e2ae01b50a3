namespace DeepDsl;

/// <summary>How a request ended.</summary>
internal enum RequestOutcome
{
    Ok,
    Refused,
    Overloaded,
    Timeout,
    Canceled,
    Failed,
}

internal static class RequestOutcomes
{
    /// <summary>As telemetry has it.</summary>
    public static string Text(this RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Ok => "ok",
        RequestOutcome.Refused => "refused",
        RequestOutcome.Overloaded => "overloaded",
        RequestOutcome.Timeout => "timeout",
        RequestOutcome.Canceled => "canceled",
        _ => "failed",
    };
}
