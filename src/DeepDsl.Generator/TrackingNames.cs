namespace DeepDsl.Generator;

/// <summary>Names of the pipeline's steps, by which tests see which of them ran.</summary>
public static class TrackingNames
{
    public const string Models = nameof(Models);
    public const string CompiledModels = nameof(CompiledModels);
    public const string Tiles = nameof(Tiles);
    public const string Blocks = nameof(Blocks);
    public const string BlockTexts = nameof(BlockTexts);
    public const string Records = nameof(Records);
    public const string RecordTexts = nameof(RecordTexts);
    public const string Clashes = nameof(Clashes);
    public const string Gpu = nameof(Gpu);
    public const string Dump = nameof(Dump);

    public static string[] All { get; } = [Models, CompiledModels, Tiles, Blocks, BlockTexts, Records, RecordTexts, Clashes, Gpu, Dump];
}
