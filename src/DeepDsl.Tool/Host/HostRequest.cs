using System.Text.Json;

namespace DeepDsl.Tool.Host;

/// <summary>What the tool asks of a model of the user's.</summary>
/// <param name="Assembly">The file that has the model.</param>
/// <param name="Model">The class, as in metadata.</param>
/// <param name="Libraries">Where what it references lies; null where its build says so.</param>
/// <param name="Threads">That compute; 0 for one per processor.</param>
/// <param name="Weights">A file of weights; null for those that a new model has.</param>
/// <param name="Work">What is asked, as each kind of work has it.</param>
internal sealed record HostRequest(
    string Assembly, string Model, string? Libraries, int Threads, string? Weights, JsonElement Work);
