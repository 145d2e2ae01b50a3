using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Finds a model's parameters and states among the tensors of a file or of another model. Nothing is written into the model before
/// everything has been checked and converted.
/// </summary>
internal sealed class WeightLoader
{
    /// <summary>PyTorch's counter beside each batch norm, which nothing here uses.</summary>
    private const string IgnoredSuffix = ".num_batches_tracked";

    private readonly List<(string Name, float[] Values, Action<float[]> Write)> _found = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _mismatched = [];
    private readonly List<string> _converted = [];
    private readonly List<string> _renamed = [];
    private readonly List<string> _asked = [];
    private Dictionary<string, string> _former = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, SafetensorsTensor> _tensors;
    private readonly string _source;
    private readonly string _sourceBesideModel;
    private readonly string _prefix;
    private readonly WeightLayout _layout;
    private readonly FeatureNumbers? _numbers;
    private string _otherFeatures = "";

    public WeightLoader(WeightFile file, string prefix, WeightLayout layout)
    {
        (_tensors, _source, _sourceBesideModel, _prefix, _layout) = (file.Tensors, file.Path, "file", prefix, layout);
        // A file of one model has one such text, one of several models one for each.
        string? text = file.Metadata.GetValueOrDefault(prefix + FeatureNumbers.Key) ?? file.Metadata.GetValueOrDefault(FeatureNumbers.Key);
        _numbers = text == null ? null : FeatureNumbers.Read(text, file.Path);
    }

    /// <summary>Of another model.</summary>
    public WeightLoader(string model, IEnumerable<SafetensorsTensor> tensors, FeatureNumbers? numbers)
    {
        _numbers = numbers;
        _tensors = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        (_source, _sourceBesideModel, _prefix, _layout) = (model, model, "", WeightLayout.Canonical);
    }

    /// <summary>Layers that the file may have and the model has not, which shift no numbers.</summary>
    public IReadOnlyList<string> CutOff { get; set; } = [];

    /// <summary>Makes the place that what was found is written to.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Takes up what was written.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>
    /// Looks for what was renamed under its names of before, if the file is of before: if it lacks any of the names of now. Then nothing else
    /// is taken for what has such a name by now, as a layer put in front of others of its kind has.
    /// </summary>
    public void TakeFormerNames(IEnumerable<NamedTensor> tensors)
    {
        Dictionary<string, string> former = tensors.Where(t => t.FormerName != null).ToDictionary(t => t.Name, t => t.FormerName!);
        if (former.Keys.Any(name => !_tensors.ContainsKey(_prefix + name)))
        {
            _former = former.Where(f => _tensors.ContainsKey(_prefix + f.Value)).ToDictionary(f => f.Key, f => f.Value);
        }
    }

    /// <summary>What was fitted to records, once it was found to be of the model's; null for nothing.</summary>
    public FeatureNumbers? Features { get; private set; }

    /// <param name="declaration">What the model's records are; null for a model of other inputs, which takes none.</param>
    public void FindFeatures(string? declaration)
    {
        if (declaration == null || _numbers == null)
        {
            return;
        }
        if (_numbers.Declaration == declaration)
        {
            Features = _numbers;
            return;
        }
        _otherFeatures = $"features ({_sourceBesideModel} against model: {_numbers.DifferenceFrom(declaration)})";
    }

    public void Find(string name, IReadOnlyList<int> shape, Action<float[]> write)
    {
        _asked.Add(name);
        bool isRenamed = _former.TryGetValue(name, out string? former);
        string key = _prefix + (isRenamed ? former : name);
        if (!_tensors.TryGetValue(key, out SafetensorsTensor? tensor) || (!isRenamed && _former.ContainsValue(name)))
        {
            _missing.Add(name);
            return;
        }
        _used.Add(key);
        if (!tensor.IsFloat || !tensor.Shape.SequenceEqual(shape))
        {
            _mismatched.Add($"{name} ({_sourceBesideModel}: {tensor.Type} {Shapes.Text(tensor.Shape)}, model: F32 {Shapes.Text(shape)})");
            return;
        }
        if (tensor.Type != SafetensorsType.F32)
        {
            _converted.Add($"{name} (from {tensor.Type})");
        }
        if (isRenamed)
        {
            _renamed.Add($"{name} (was {former})");
        }
        _found.Add((name, tensor.ToFloats(), write));
    }

    /// <summary>What was found; where that must be everything and is not, an error.</summary>
    public LoadReport Check(string model, bool strict, string advice)
    {
        LoadReport report = new()
        {
            Loaded = [.. _found.Select(f => f.Name)],
            Missing = _missing,
            Skipped = [.. _tensors.Keys.Where(IsLeftOver).Order(StringComparer.Ordinal)],
            Mismatched = _otherFeatures.Length > 0 ? [.. _mismatched, _otherFeatures] : _mismatched,
            Converted = _converted,
            Renamed = _renamed,
            Uncertain = _layout == WeightLayout.PyTorch ? [] : Uncertain(),
        };
        if (strict && !report.IsExact)
        {
            throw new InvalidDataException($"{Describe(model, report)} {advice}");
        }
        return report;
    }

    /// <summary>What was found of layers whose number may be another's in the file, since that has others of the kind.</summary>
    private List<string> Uncertain()
    {
        NumberedNames before = new(_tensors.Keys.Where(k => k.StartsWith(_prefix, StringComparison.Ordinal)).Select(k => k[_prefix.Length..]));
        NumberedNames now = new(_asked.Concat(CutOff.Select(name => name + ".")));
        return [.. _found.Select(f => f.Name).Where(name => !_former.ContainsKey(name) && now.DiffersOn(name, before))];
    }

    /// <summary>Writes what was found into the model.</summary>
    public void Write()
    {
        BeforeWrite?.Invoke();
        foreach ((_, float[] values, Action<float[]> write) in _found)
        {
            write(values);
        }

        AfterWrite?.Invoke();
    }

    private bool IsLeftOver(string key) =>
        key.StartsWith(_prefix, StringComparison.Ordinal)
        && !_used.Contains(key)
        && !(_layout == WeightLayout.PyTorch && key.EndsWith(IgnoredSuffix, StringComparison.Ordinal));

    private string Describe(string model, LoadReport report)
    {
        List<string> problems = [];
        if (report.Missing.Count > 0)
        {
            problems.Add($"it lacks {Listing.Of(report.Missing, n => Missing(_prefix + n, report.Skipped))}");
        }
        if (_mismatched.Count > 0)
        {
            problems.Add($"shapes differ: {Listing.Of(_mismatched, m => m)}");
        }
        if (_otherFeatures.Length > 0)
        {
            problems.Add($"it was trained on other {_otherFeatures}");
        }
        if (report.Skipped.Count > 0)
        {
            problems.Add($"{model} has no {Listing.Quoted(report.Skipped)}");
        }
        return $"{_source} does not fit {model}, which is unchanged: {string.Join("; ", problems)}.";
    }

    private static string Missing(string name, IReadOnlyList<string> others) =>
        NearestName.Find(name, others) is string near ? $"'{name}' (but has '{Listing.Short(near)}')" : $"'{name}'";
}
