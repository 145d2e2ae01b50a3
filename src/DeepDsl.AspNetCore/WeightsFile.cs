namespace DeepDsl;

/// <summary>The file that a model's weights are from, and whether it is another one by now.</summary>
internal sealed class WeightsFile(string path)
{
    private (DateTime Written, long Length) _loaded;

    public string Path { get; } = path;

    /// <summary>Why the file that is there now was not taken; null where it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>Loads what is there, or throws why not.</summary>
    public void Load(Network model)
    {
        // Before it is read: what is written meanwhile is another file, to be read again.
        _loaded = Stamp();
        model.LoadWeights(Path);
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            (Failure, _loaded) = (error.Message, default); // another program or a fit stands in the way: tried again
            return false;
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        FileInfo file = new(Path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
