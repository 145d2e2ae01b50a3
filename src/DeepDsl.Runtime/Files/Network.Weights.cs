namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// Writes all parameters and running statistics as a safetensors file, keyed by name. A crash leaves the old file or the new one.
    /// </summary>
    /// <remarks>
    /// Beside them it holds what was fitted to records; <see cref="LoadWeights(string, string, bool, WeightLayout)"/> takes it with them.
    /// </remarks>
    public void SaveWeights(string path, WeightLayout layout = WeightLayout.Canonical)
    {
        Dictionary<string, string> metadata = new() { ["model"] = Definition.Name };
        List<SafetensorsTensor> tensors = OfOneLoad(() =>
        {
            WriteFeatures(metadata);
            return WeightTensors("", layout);
        });
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>
    /// Reads parameters and running statistics. A file that is damaged, or does not fit and <paramref name="strict"/>, is an error that
    /// leaves the model as it was.
    /// </summary>
    /// <remarks>
    /// Other threads may predict meanwhile: each prediction uses the old values or the new ones, never some of each, and one of records reads
    /// them by the numbers that were fitted with those values. Until it ends a load takes memory for the file and two copies of the model.
    /// Spans that <see cref="NamedTensor.Value"/> or <see cref="NamedTensor.Edit"/> gave before show the old values: ask for new ones.
    /// </remarks>
    /// <param name="path">A safetensors file, one of torch.save, or the index of several (<see cref="WeightFile.Read"/>).</param>
    /// <param name="prefix">What the file puts before this model's names; tensors without it are not looked at.</param>
    /// <param name="strict">False takes what fits and reports the rest.</param>
    /// <param name="layout">The order of the values in the file; one of torch.save has PyTorch's, whatever is said here.</param>
    /// <exception cref="InvalidOperationException">
    /// A training call is open, another load is reading, or a fit is running on another thread or in the middle of an update: a callback of
    /// that fit may load between updates.
    /// </exception>
    public LoadReport LoadWeights(string path, string prefix = "", bool strict = true, WeightLayout layout = WeightLayout.Canonical) =>
        TakeWeights(() => WeightFile.Read(path), prefix, strict, layout);

    /// <summary>
    /// As <see cref="LoadWeights(string, string, bool, WeightLayout)"/>, from a file that was read already, and perhaps renamed.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What it puts before this model's names; tensors without it are not looked at.</param>
    /// <param name="strict">False takes what fits and reports the rest.</param>
    /// <param name="layout">The order of its values; <see cref="WeightFile.Layout"/> where that is PyTorch's.</param>
    /// <exception cref="InvalidOperationException">As of the other.</exception>
    public LoadReport LoadWeights(WeightFile file, string prefix = "", bool strict = true, WeightLayout layout = WeightLayout.Canonical)
    {
        ArgumentNullException.ThrowIfNull(file);
        return TakeWeights(() => file, prefix, strict, layout);
    }

    /// <summary>
    /// Takes parameters and running statistics from those of the same names in another model, which may be on another device: what
    /// <see cref="LoadWeights(string, string, bool, WeightLayout)"/> does after <see cref="SaveWeights"/>, without a file. A model that
    /// does not fit, if <paramref name="strict"/>, is an error that leaves this one as it was.
    /// </summary>
    /// <param name="source">The other model; it stays as it is.</param>
    /// <param name="strict">False takes what fits and reports the rest.</param>
    /// <exception cref="InvalidOperationException">As in <see cref="LoadWeights(string, string, bool, WeightLayout)"/>.</exception>
    public LoadReport CopyWeights(Network source, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        return TakeWeights(
            nameof(CopyWeights),
            () => (source.OfOneLoad(() => new WeightLoader(
                source.Definition.Name, source.WeightTensors("", WeightLayout.Canonical), source.FeatureNumbers)), WeightLayout.Canonical),
            strict,
            "Copy with strict: false to take what fits.");
    }

    /// <summary>Takes this model's part of a file that holds several, whose names begin with a prefix of their own.</summary>
    internal void LoadMember(SafetensorsFile file, string prefix, string advice) =>
        TakeWeights(
            nameof(LoadWeights), () => (new(new WeightFile(file), prefix, WeightLayout.Canonical), WeightLayout.Canonical), strict: true, advice);

    private LoadReport TakeWeights(Func<WeightFile> read, string prefix, bool strict, WeightLayout layout) => TakeWeights(
        nameof(LoadWeights),
        () =>
        {
            WeightFile file = read();
            WeightLayout known = file.Layout == WeightLayout.PyTorch ? WeightLayout.PyTorch : layout;
            return (new(file, prefix, known), known);
        },
        strict,
        "Load with strict: false to take what fits.");

    private LoadReport TakeWeights(string attempt, Func<(WeightLoader Loader, WeightLayout Layout)> open, bool strict, string advice)
    {
        _gate.EnterLoadOfWeights(attempt);
        CheckBetweenUpdates(attempt, "whose gradients are those of the weights before");
        try
        {
            (WeightLoader loader, WeightLayout layout) = open();
            FindWeights(loader, layout);
            loader.FindFeatures(FeatureDeclaration);
            LoadReport report = loader.Check(Definition.Name, strict, advice);
            Replace([loader], loader.Features);
            return report;
        }
        finally
        {
            _gate.ExitLoad();
        }
    }

    internal List<SafetensorsTensor> WeightTensors(string prefix, WeightLayout layout)
    {
        NamedTensor[] tensors = [.. Parameters, .. States];
        if (tensors.GroupBy(t => FileName(t, layout)).FirstOrDefault(g => g.Skip(1).Any()) is { } twins)
        {
            throw new InvalidOperationException(
                $"In PyTorch's layout, '{Listing.Short(twins.Key)}' is the name of {Listing.Of([.. twins.Select(t => t.Name)])}. "
                + "Give the blocks or layers a TorchName each.");
        }

        float[] all = CopyValues();
        return [.. tensors.Select(tensor =>
        {
            Span<float> values = all.AsSpan(PlaceInValues(tensor), tensor.Length);
            return SafetensorsTensor.FromFloats(
                prefix + FileName(tensor, layout),
                FileShape(tensor, layout),
                layout == WeightLayout.PyTorch ? tensor.Torch.ToTorch(values) : values.ToArray());
        })];
    }

    /// <summary>What is found goes into a copy of all values, which then takes their place in one step.</summary>
    private void FindWeights(WeightLoader loader, WeightLayout layout)
    {
        float[] all = [];
        loader.BeforeWrite = () => all = CopyValues();
        loader.AfterWrite = () => SetValues(all);
        NamedTensor[] tensors = [.. Parameters.Concat<NamedTensor>(States)];
        if (layout == WeightLayout.Canonical)
        {
            loader.CutOff = Definition.CutOff;
            loader.TakeFormerNames(tensors);
        }

        foreach (NamedTensor tensor in tensors)
        {
            int start = PlaceInValues(tensor);
            loader.Find(FileName(tensor, layout), FileShape(tensor, layout), values =>
            {
                Span<float> target = all.AsSpan(start, tensor.Length);
                if (layout == WeightLayout.PyTorch)
                {
                    tensor.Torch.FromTorch(values, target);
                }
                else
                {
                    values.CopyTo(target);
                }
            });
        }
    }

    /// <summary>Where a tensor begins in what <see cref="CopyValues"/> gives.</summary>
    internal int PlaceInValues(NamedTensor tensor) => tensor.Offset + (tensor is RunningState ? (int)Definition.WeightFloats : 0);

    private static string FileName(NamedTensor tensor, WeightLayout layout) =>
        layout == WeightLayout.PyTorch ? tensor.TorchName : tensor.Name;

    private static int[] FileShape(NamedTensor tensor, WeightLayout layout) =>
        layout == WeightLayout.PyTorch ? tensor.Torch.Shape : tensor.Shape.ToArray();
}
