namespace DeepDsl.Tool.Running;

/// <summary>What is asked of a model of the user's: how the files of src/DeepDsl.Tool/Host for it begin.</summary>
/// <param name="Name">As their names begin; NameHost.Run is called.</param>
/// <param name="Package">What has to be referenced for it beside DeepDsl; null for nothing.</param>
internal sealed record HostKind(string Name, string? Package)
{
    public static HostKind Bench { get; } = new("Bench", null);

    public static HostKind Convert { get; } = new("Convert", null);

    public static HostKind Export { get; } = new("Export", "DeepDsl.Onnx");

    public static HostKind Report { get; } = new("Report", "DeepDsl.Report");

    private static readonly HostKind[] s_all = [Bench, Convert, Export, Report];

    /// <summary>Whether a file is for it, or for all.</summary>
    public bool Takes(string file) => s_all.All(k => k == this || !file.StartsWith(k.Name, StringComparison.Ordinal));
}
