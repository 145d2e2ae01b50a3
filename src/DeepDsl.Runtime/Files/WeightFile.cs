namespace DeepDsl;

/// <summary>
/// Named arrays of a file of weights, whoever wrote it: a safetensors file; what torch.save wrote (<c>.pt</c>, <c>.pth</c>, <c>.bin</c>),
/// of which nothing is run; or the index of several such files (<c>model.safetensors.index.json</c>), which lie beside it.
/// </summary>
public sealed class WeightFile
{
    private readonly IReadOnlyDictionary<string, SafetensorsTensor> _tensors;

    internal WeightFile(
        string path,
        IReadOnlyDictionary<string, SafetensorsTensor> tensors,
        IReadOnlyDictionary<string, string> metadata,
        WeightLayout layout)
    {
        (Path, _tensors, Metadata, Layout) = (path, tensors, metadata, layout);
    }

    internal WeightFile(SafetensorsFile file)
        : this(file.Path, file.Tensors, file.Metadata, WeightLayout.Canonical)
    {
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>
    /// The arrays by name. Of a checkpoint of PyTorch they are those under <c>state_dict</c>, <c>model_state_dict</c> or <c>model</c>;
    /// where it has none of these, all of its tensors, named by the keys that lead to them, with dots between.
    /// </summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _tensors;

    /// <summary>Free texts of a safetensors file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The order of the values, as far as the kind of file tells: PyTorch's in one of torch.save.</summary>
    public WeightLayout Layout { get; }

    /// <summary>Reads a whole file, or all files of an index. It is told what it is by its first bytes, not by its name.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another kind, or holds more than arrays, numbers and
    /// texts.</exception>
    public static WeightFile Read(string path)
    {
        Span<byte> start = stackalloc byte[9];
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            if (TorchFile.IsOne(start))
            {
                stream.Position = 0;
                return new WeightFile(path, TorchFile.Read(stream, start), new Dictionary<string, string>(), WeightLayout.PyTorch);
            }
        }
        return ForeignFile.KindOf(start) is { } kind ? throw new InvalidDataException($"{path} is {kind}.")
            : ShardIndex.IsOne(start) ? ShardIndex.Read(path)
            : new WeightFile(SafetensorsFile.Read(path));
    }

    /// <summary>
    /// The same arrays under other names, for a file whose names are neither those of the model nor those of its TorchNames.
    /// </summary>
    /// <param name="rename">Gives the new name; null leaves the array out.</param>
    public WeightFile Renamed(Func<string, string?> rename)
    {
        ArgumentNullException.ThrowIfNull(rename);
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        foreach ((string name, SafetensorsTensor tensor) in _tensors)
        {
            if (rename(name) is { } other && !tensors.TryAdd(other, tensor.Renamed(other)))
            {
                throw new ArgumentException(
                    $"Two arrays of {Path} become '{Listing.Short(other)}', one of them '{Listing.Short(name)}'. Give each a name of its own.",
                    nameof(rename));
            }
        }
        return new WeightFile(Path, tensors, Metadata, Layout);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {_tensors.Count} arrays";
}
