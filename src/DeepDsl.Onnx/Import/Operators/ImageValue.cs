namespace DeepDsl.Onnx;

/// <summary>A value [N, C, spatial..] of the file as layers over images and sequences want it: channels last, images of a film each by
/// itself.</summary>
/// <param name="Value">Stored as [films.., spatial.., C].</param>
/// <param name="Beside">What stands beside the batch: the images of a film; empty where there are none.</param>
internal sealed record ImageValue(ImportedValue Value, AxisPart[] Beside)
{
    public int Spatial => Value.Rank - 2;

    public int Channels => checked((int)AxisPart.SizeOf(Value.View[1]));

    /// <summary>Sizes of the spatial axes.</summary>
    public long[] Sizes => [.. Value.View[2..].Select(AxisPart.SizeOf)];

    public static ImageValue Of(ImportScope s, ImportedValue value)
    {
        if (value.Rank < 3)
        {
            throw new NoCounterpartException($"reads a value of {value.Rank} axes, which are no samples, channels and places");
        }

        AxisPart[] beside = Layouts.BesideBatch(value);
        if (value.View[1..].Any(axis => axis.Any(p => p.IsBatch)))
        {
            throw new NoCounterpartException("reads a value whose batch is not its first axis");
        }

        AxisPart[][] wanted = [.. beside.Length > 0 ? [beside] : Array.Empty<AxisPart[]>(), .. value.View[2..], value.View[1]];
        return new ImageValue(Layouts.Store(s, value, wanted), beside);
    }

    /// <summary>A layer over them, of each image where there are several.</summary>
    public ImportedLayer Layer(string kind)
    {
        ImportedLayer layer = new(kind, Value.Layer);
        return Beside.Length > 0 ? layer.With("PerStep", true) : layer;
    }

    /// <summary>What a layer gives.</summary>
    public ImportedValue Given(int layer, long channels, params long[] sizes)
    {
        AxisPart[] last = channels == Channels ? Value.View[1] : AxisPart.Of(channels);
        AxisPart[][] places = [.. sizes.Select((size, i) => size == Sizes[i] ? Value.View[2 + i] : AxisPart.Of(size))];
        return new ImportedValue(
            layer, [.. Beside.Length > 0 ? [Beside] : Array.Empty<AxisPart[]>(), .. places, last],
                [Value.View[0], last, .. places]) { IsChannelsFirst = true };
    }
}
