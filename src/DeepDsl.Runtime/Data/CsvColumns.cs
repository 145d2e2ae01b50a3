namespace DeepDsl;

/// <summary>Which columns of a file are features, and which is the label.</summary>
internal sealed class CsvColumns
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly string[] _names;

    public CsvColumns(string path, CsvOptions options, string[] names)
    {
        (_path, _options, _names) = (path, options, names);
        HashSet<int> ignored = [.. options.Ignore.Select(n => Find(n, "CsvOptions.Ignore"))];
        Label = FindLabel();
        Features = options.Features == null
            ? [.. Enumerable.Range(0, names.Length).Where(i => i != Label && !ignored.Contains(i))]
            : [.. options.Features.Select(n => Find(n, "CsvOptions.Features"))];
        if (options.Features != null && Features.FirstOrDefault(i => i == Label || ignored.Contains(i), -1) is var twice and >= 0)
        {
            throw new ArgumentException(
                $"CsvOptions.Features names '{Listing.Short(names[twice])}', which is {(twice == Label ? "the label" : "among CsvOptions.Ignore")} too.");
        }
        if (Features.Length == 0)
        {
            throw new InvalidDataException(
                $"{path} has no feature: its {names.Length} column(s) are label or ignored. Is the separator '{options.Separator}'?");
        }
        CheckHeader();
    }

    /// <summary>Places of the features.</summary>
    public int[] Features { get; }

    /// <summary>Place of the label; -1 for none.</summary>
    public int Label { get; }

    /// <summary>The place of a column; what names it is told where it is not there.</summary>
    public int Find(string name, string option)
    {
        int index = Array.IndexOf(_names, name);
        if (index < 0)
        {
            throw new InvalidDataException(
                $"{_path}: {option} names '{Listing.Short(name)}', which is not among the columns {Listing.Quoted(_names)}.");
        }
        return Array.LastIndexOf(_names, name) == index
            ? index
            : throw new InvalidDataException($"{_path}: {option} names '{Listing.Short(name)}', but several columns are called so. Rename all but one.");
    }

    private int FindLabel()
    {
        if (_options.Label != null)
        {
            return Find(_options.Label, "CsvOptions.Label");
        }
        if (_options.LabelIndex is not int index)
        {
            return -1;
        }
        int label = index < 0 ? index + _names.Length : index;
        return label >= 0 && label < _names.Length
            ? label
            : throw new InvalidDataException(
                $"{_path}: CsvOptions.LabelIndex is {index}, but there are {_names.Length} columns. Is the separator '{_options.Separator}'?");
    }

    /// <summary>A first row of numbers that was taken for names would be lost without a word. Names may be numbers that count.</summary>
    private void CheckHeader()
    {
        if (!_options.Header)
        {
            return;
        }
        float[] numbers = new float[Features.Length];
        bool counts = true;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!CsvRows.IsNumber(_names[Features[i]], out numbers[i]))
            {
                return;
            }
            counts &= float.IsInteger(numbers[i]) && (i == 0 || numbers[i] == numbers[i - 1] + 1);
        }
        if (!counts)
        {
            throw new InvalidDataException(
                $"{_path}: the first line holds numbers ({Listing.Of(_names)}) where names of columns were expected. Set CsvOptions.Header = false "
                + "if it is data; if these are names, also set CsvOptions.SkipLines one higher.");
        }
    }
}
