namespace DeepDsl;

/// <summary>The file that a model's weights are from, and whether it is another one by now.</summary>
internal sealed class WeightsFile(string path)
{
    private (string Path, DateTime Written, long Length) _loaded;

    public string Path { get; } = path;

    /// <summary>Why the file that is there now was not taken; null where it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>Loads what is there, or throws why not.</summary>
    public void Load(Network model)
    {
        // Before it is read: what is written meanwhile is another file, to be read again.
        _loaded = Stamp();
        WeightFile file = WeightFile.Read(Path);
        if (model.FeatureNumbers != null && !file.Metadata.ContainsKey(FeatureNumbers.Key))
        {
            // Those of the weights before would stay, and are not those that these were trained with.
            throw new InvalidDataException(
                $"{Path} holds no numbers fitted to records, by which {model.Definition.Name} reads them; "
                + $"save {model.Definition.Name} after Fit on records.");
        }
        model.LoadWeights(file);
    }

    /// <summary>Loads the file if it is another one; whether it was, and is loaded.</summary>
    /// <param name="model">Keeps its weights where the file does not fit.</param>
    public bool? Reload(Network model)
    {
        try
        {
            if (!File.Exists(Path) || Stamp() == _loaded)
            {
                return null; // a file that is replaced may be away for a moment
            }
            Load(model);
            Failure = null;
            return true;
        }
        catch (InvalidDataException error)
        {
            Failure = error.Message; // no better until the file is another one again
            return false;
        }
        catch (Exception error)
        {
            // Another program, a fit, memory or the device stands in the way: tried again, since none of these need be for good.
            (Failure, _loaded) = (error.Message, default);
            return false;
        }
    }

    /// <summary>Of the file that a link leads to: the link itself stays as it is when that is written anew.</summary>
    private (string Path, DateTime Written, long Length) Stamp()
    {
        FileInfo file = new(Path);
        file = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        return file.Exists ? (file.FullName, file.LastWriteTimeUtc, file.Length) : default;
    }
}
