using System.Globalization;

namespace DeepDsl;

/// <summary>The labels of a file: numbers, or classes that are given or found on the way.</summary>
/// <param name="rows">The file.</param>
/// <param name="column">The label's place; -1 for none.</param>
/// <param name="isNumber">Whether it is a number of a regression.</param>
/// <param name="given">The classes; null to find them, and empty for whole numbers from 0 on.</param>
internal sealed class CsvLabels(CsvRows rows, int column, bool isNumber, IReadOnlyList<string>? given)
{
    private readonly Dictionary<string, int> _classes = new(
        (given ?? []).Select((name, i) => KeyValuePair.Create(name, i)), StringComparer.Ordinal);

    private List<float> _numbers = [];
    private List<int> _labels = [];

    /// <summary>Takes the label of the present row in.</summary>
    /// <param name="keep">False to find classes alone, in the memory of those.</param>
    public void Read(bool keep = true)
    {
        if (column < 0)
        {
            return;
        }
        ReadOnlySpan<char> text = rows.Category(column, "label");
        if (rows.IsMissing(text))
        {
            throw rows.Error(column, "the label is empty.");
        }
        float number = isNumber ? rows.Number(column) : 0;
        int label = isNumber ? 0 : given is [] ? Whole(text) : Class(text);
        if (!keep)
        {
            return;
        }
        if (isNumber)
        {
            _numbers.Add(number);
        }
        else
        {
            _labels.Add(label);
        }
    }

    /// <summary>What was read since the last call, as a column; classes that were found are numbered now.</summary>
    public DataColumn[] Take(out IReadOnlyList<string> names)
    {
        names = given ?? [];
        if (column < 0)
        {
            return [];
        }
        (float[] numbers, int[] labels) = ([.. _numbers], [.. _labels]);
        (_numbers, _labels) = ([], []);
        if (isNumber)
        {
            return [new DataColumn(rows.Names[column], numbers)];
        }
        if (given == null)
        {
            int[] indexOf = FinalIndices(out names);
            labels = Array.ConvertAll(labels, label => indexOf[label]);
        }
        return [new DataColumn(rows.Names[column], labels)];
    }

    /// <summary>From the order in which labels were met to class indices.</summary>
    public int[] FinalIndices(out IReadOnlyList<string> names)
    {
        string[] met = [.. _classes.OrderBy(c => c.Value).Select(c => c.Key)];
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

    private int Whole(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int label)
        ? label
        : throw rows.Error(
            column, $"the label '{Listing.Short(text.ToString())}' is not a whole number from 0 on, as those are that the schema was made from.");

    private int Class(ReadOnlySpan<char> text)
    {
        var classes = _classes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (classes.TryGetValue(text, out int index))
        {
            return index;
        }
        if (given != null)
        {
            throw rows.Error(
                column, $"'{Listing.Short(text.ToString())}' is not among the classes of CsvOptions.ClassNames or the schema "
                + $"({Listing.Quoted(_classes.Keys)}).");
        }
        classes[text] = _classes.Count;
        return _classes.Count - 1;
    }
}
