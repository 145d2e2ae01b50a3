namespace DeepDsl.Compiler.Spec;

/// <summary>
/// A model's declaration as text. One attribute a line it is kept in checkpoints, so that a file says what it belongs to; as a block it goes to
/// other assemblies, whose models may extend it.
/// </summary>
public static class ModelText
{
    public static string Write(ModelSpec spec) => Write(spec, FormerNames.Forgotten);

    /// <summary>The same as it was under the names of before; null where nothing was renamed.</summary>
    public static string? WriteFormer(ModelSpec spec) =>
        Write(spec, FormerNames.Restored) is var former && former != Write(spec) ? former : null;

    private static string Write(ModelSpec spec, Func<EquatableArray<AttributeSpec>, EquatableArray<AttributeSpec>> rename)
    {
        AttributeSpec[] attributes = [.. spec.Layers, .. spec.Settings.Where(s => !s_free.Contains(s.Kind))];
        return BlockText.Write(spec.Blocks.Select(b => b with { Layers = rename(b.Layers) }))
            + string.Concat(rename(attributes).Select(a => a + "\n"));
    }

    /// <summary>The losses of a text that <see cref="Write(ModelSpec)"/> gave.</summary>
    public static IReadOnlyList<AttributeSpec> ReadLosses(string text) =>
    [
        .. text.Split('\n').Where(line => line.StartsWith(LossSpec.AttributeName + "(", StringComparison.Ordinal))
            .Select(SpecReader.ReadAttribute),
    ];

    /// <summary>What <see cref="ReadDefinition"/> reads: the layers, and what they speak of.</summary>
    public static string Definition(ModelSpec spec)
    {
        AttributeSpec[] spokenOf = [.. spec.Settings.Where(s => s.Kind == ExtentSpec.AttributeName)];
        AttributeSpec[] extends = spec.Extends is { } e ? [e.ToAttribute()] : [];
        return BlockText.Write([new BlockSpec(spec.Name, new([]), spec.Layers.Concat(spokenOf).Concat(extends).ToArray(), spec.Functions), .. spec.Blocks]);
    }

    /// <exception cref="FormatException">The text is damaged, or another version's.</exception>
    public static ModelSpec ReadDefinition(string text)
    {
        EquatableArray<BlockSpec> read = BlockText.Read(text);
        BlockSpec model = read.FirstOrDefault() ?? throw new FormatException("No model begins the text.");
        bool IsSetting(AttributeSpec a) => a.Kind is ExtentSpec.AttributeName or ExtendsSpec.AttributeName;
        return new ModelSpec
        {
            Name = model.Name,
            Layers = model.Layers.Where(l => !IsSetting(l)).ToArray(),
            Settings = model.Layers.Where(IsSetting).ToArray(),
            Functions = model.Functions,
            Blocks = read.Skip(1).ToArray(),
        };
    }

    /// <summary>What may change while weights stay what they are: how they are trained, what of that varies, how long sequences may be,
    /// whose layers they were, and what they are to be written as.</summary>
    private static readonly string[] s_free =
    [
        TrainSpec.AttributeName, TuneSpec.AttributeName, ExtentSpec.AttributeName, ExtendsSpec.AttributeName, ExportableSpec.AttributeName,
    ];
}
