namespace DeepDsl.Onnx;

/// <summary>The outputs of a file as those of a model.</summary>
internal static class OutputValues
{
    /// <summary>The layer that gives one.</summary>
    public static int Run(ImportScope s, string name, List<string> problems)
    {
        string title = $"output '{Listing.Short(name)}'";
        if (s.Find(name) is not ImportedValue { IsWhole: false } given)
        {
            problems.Add($"{title} is a constant or has whole numbers, which no model gives; leave it out of the export.");
            return 0;
        }

        try
        {
            ImportedValue value = Activations.Finish(s, given);
            bool isImage = value.IsChannelsFirst && value.View[0] is [{ IsBatch: true }]
                && Layouts.AreSame(value.Stored, [.. value.View[2..], value.View[1]]);
            if (isImage && !Layouts.AreSame(value.Stored, Layouts.InOrderOfFile(value)))
            {
                s.Notes.Add(Layouts.Note($"Output '{Listing.Short(name)}'", value.Stored));
            }
            else
            {
                AxisPart[][] axes = Layouts.InOrderOfFile(value);
                value = Layouts.Store(s, value, axes.Length == 0 ? [[]] : axes);
            }

            bool isInput = s.Layers[value.Layer].Kind == "Input";
            return isInput ? s.Add(new ImportedLayer("Identity", value.Layer)) : value.Layer;
        }
        catch (NoCounterpartException e)
        {
            problems.Add($"{title} {e.Message}.");
            return 0;
        }
    }
}
