namespace DeepDsl.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>The work is done, and found nothing that is wrong.</summary>
    public const int Success = 0;

    /// <summary>A model has errors; or warnings, where these count as errors.</summary>
    public const int Findings = 1;

    /// <summary>The work could not be done: the command line, a file or a project is not as it should be.</summary>
    public const int Failure = 2;

    /// <summary>It was interrupted, as shells number that.</summary>
    public const int Interrupted = 130;
}
