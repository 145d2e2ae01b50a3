namespace DeepDsl;

/// <summary>What trials and folds keep in a folder of theirs, and how a fit takes it up.</summary>
internal static class TrialFiles
{
    public static string? Checkpoint(string? folder) => folder == null ? null : Path.Combine(folder, "checkpoint.safetensors");

    public static FitOptions Resuming(FitOptions options, string? folder, Callback? callback, CancellationToken cancel) => options with
    {
        CheckpointPath = Checkpoint(folder),
        Resume = folder != null,
        Callbacks = callback == null ? options.Callbacks : [.. options.Callbacks, callback],
        CancellationToken = cancel,
    };
}
