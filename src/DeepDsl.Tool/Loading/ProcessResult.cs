namespace DeepDsl.Tool.Loading;

/// <summary>What a process wrote, and how it ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
