using System.Text.Json;

namespace DeepDsl.Tool.Host;

/// <summary>What came of it: one of the two.</summary>
/// <param name="Result">As each kind of work has it.</param>
/// <param name="Refusal">Why there is none, in a sentence.</param>
internal sealed record HostAnswer(JsonElement? Result, string? Refusal);
