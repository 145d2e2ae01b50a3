using System.Globalization;

namespace DeepDsl;

/// <summary>Reads tables of numbers, with a class or a number as label, from CSV files (plain or gzip).</summary>
public static class CsvFile
{
    /// <summary>
    /// Reads a file: each column but the label and the ignored ones is a feature. Numbers are in invariant culture (a point, no thousands).
    /// A compressed file that was damaged or cut short is an error.
    /// </summary>
    public static Dataset Read(string path, CsvOptions? options = null)
    {
        Reading reading = new(path, options ?? new CsvOptions());
        return DataFile.Read(
            path,
            file =>
            {
                using StreamReader text = new(file.Stream, leaveOpen: true);
                return reading.Read(text);
            },
            () => string.Create(CultureInfo.InvariantCulture, $"{reading.WholeRows:N0} rows were"));
    }

    private sealed class Reading(string path, CsvOptions options)
    {
        private readonly List<float> _features = [];
        private readonly List<float> _numbers = [];
        private readonly List<int> _labels = [];
        private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
        private string[] _names = [];
        private bool[] _isFeature = [];
        private int _label = -1;

        /// <summary>Rows read so far that ended with their line, rather than with the file.</summary>
        public int WholeRows { get; private set; }

        public Dataset Read(TextReader text)
        {
            CsvRecords records = new(text, options.Separator, path);
            if (!records.Next())
            {
                throw new InvalidDataException($"{path} holds no data.");
            }
            ReadColumns(records);
            for (int i = 0; i < options.ClassNames?.Count; i++)
            {
                _classes.Add(options.ClassNames[i], i);
            }
            bool more = !options.Header || records.Next();
            if (!more)
            {
                throw new InvalidDataException(
                    $"{path} holds a header but no data. Set CsvOptions.Header = false where the first line is data.");
            }
            for (; more; more = records.Next())
            {
                ReadRow(records);
                WholeRows += records.EndsWithFile ? 0 : 1;
            }
            return ToDataset();
        }

        private void ReadColumns(CsvRecords records)
        {
            _names = new string[records.Count];
            for (int i = 0; i < _names.Length; i++)
            {
                _names[i] = options.Header ? records[i].Trim().ToString() : $"column {i + 1}";
            }
            _isFeature = new bool[_names.Length];
            Array.Fill(_isFeature, true);
            foreach (string ignored in options.Ignore)
            {
                _isFeature[Find(ignored, "CsvOptions.Ignore")] = false;
            }
            if (options.Label != null)
            {
                _label = Find(options.Label, "CsvOptions.Label");
            }
            else if (options.LabelIndex is int index)
            {
                _label = index < 0 ? index + _names.Length : index;
                if (_label < 0 || _label >= _names.Length)
                {
                    throw new InvalidDataException(
                        $"{path}: CsvOptions.LabelIndex is {index}, but there are {_names.Length} columns. "
                        + $"Is the separator '{options.Separator}'?");
                }
            }
            if (_label >= 0)
            {
                _isFeature[_label] = false;
            }
            if (!_isFeature.Contains(true))
            {
                throw new InvalidDataException(
                    $"{path} has no feature: its {_names.Length} column(s) are label or ignored. Is the separator '{options.Separator}'?");
            }
        }

        private int Find(string name, string option)
        {
            int index = Array.IndexOf(_names, name);
            return index >= 0
                ? index
                : throw new InvalidDataException(
                    $"{path}: {option} names '{Listing.Short(name)}', which is not among the columns {Listing.Quoted(_names)}.");
        }

        private void ReadRow(CsvRecords records)
        {
            if (records.Count != _names.Length)
            {
                throw new InvalidDataException(
                    $"{path}, line {records.Line}: {records.Count} fields, but {_names.Length} were expected, as on the first line.");
            }
            for (int i = 0; i < _names.Length; i++)
            {
                if (_isFeature[i])
                {
                    _features.Add(Number(records, i));
                }
            }
            if (_label < 0)
            {
                return;
            }
            if (options.LabelIsNumber)
            {
                _numbers.Add(Number(records, _label));
            }
            else
            {
                _labels.Add(Class(records));
            }
        }

        private float Number(CsvRecords records, int field)
        {
            ReadOnlySpan<char> text = records[field].Trim();
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
                ? value
                : throw new InvalidDataException(
                    $"{Place(records, field)}: '{Listing.Short(text.ToString())}' is not a finite number. "
                    + "Correct it, remove the row, or leave the column out through CsvOptions.Ignore.");
        }

        private int Class(CsvRecords records)
        {
            ReadOnlySpan<char> text = records[_label].Trim();
            var classes = _classes.GetAlternateLookup<ReadOnlySpan<char>>();
            if (classes.TryGetValue(text, out int index))
            {
                return index;
            }
            if (options.ClassNames != null)
            {
                throw new InvalidDataException(
                    $"{Place(records, _label)}: '{Listing.Short(text.ToString())}' is not among "
                    + $"CsvOptions.ClassNames ({Listing.Quoted(options.ClassNames)}).");
            }
            if (text.IsEmpty)
            {
                throw new InvalidDataException($"{Place(records, _label)}: the label is empty.");
            }
            if (text.Contains('\uFFFD'))
            {
                // What cannot be read becomes this one character, so that two classes would become one.
                throw new InvalidDataException(
                    $"{Place(records, _label)}: the label '{Listing.Short(text.ToString())}' is not UTF-8. "
                    + "Save the file in that encoding.");
            }
            classes[text] = _classes.Count;
            return _classes.Count - 1;
        }

        private string Place(CsvRecords records, int field) =>
            $"{path}, line {records.Line}, column {field + 1} ('{Listing.Short(_names[field])}')";

        private Dataset ToDataset()
        {
            int width = _isFeature.Count(f => f);
            DataColumn[] inputs = [new DataColumn("input", [.. _features], width)];
            if (_label < 0)
            {
                return new Dataset(inputs, []);
            }
            if (options.LabelIsNumber)
            {
                return new Dataset(inputs, [new DataColumn(_names[_label], [.. _numbers])]);
            }
            int[] indexOf = FinalIndices(out string[] names);
            int[] labels = [.. _labels.Select(label => indexOf[label])];
            return new Dataset(inputs, [new DataColumn(_names[_label], labels)]).WithClassNames(names);
        }

        /// <summary>From the order in which labels were met to class indices.</summary>
        private int[] FinalIndices(out string[] names)
        {
            string[] met = [.. _classes.OrderBy(c => c.Value).Select(c => c.Key)];
            names = met;
            if (options.ClassNames != null)
            {
                return [.. Enumerable.Range(0, met.Length)];
            }
            int[] numbers = new int[met.Length];
            for (int i = 0; i < met.Length; i++)
            {
                if (!int.TryParse(met[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                {
                    string[] sorted = [.. met.Order(StringComparer.Ordinal)];
                    names = sorted;
                    return Array.ConvertAll(met, name => Array.BinarySearch(sorted, name, StringComparer.Ordinal));
                }
            }
            names = [];
            return numbers;
        }
    }
}
