using System.ComponentModel;
using System.Globalization;

namespace DeepDsl.CompilerServices;

/// <summary>The cells of a row of a CSV file, by the number of the member that is read from each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordCells
{
    private readonly CsvRows _rows;
    private readonly int[] _places; // -1 for a label that the file does not have
    private readonly IReadOnlyList<RecordMember> _members;

    internal RecordCells(CsvRows rows, int[] places, IReadOnlyList<RecordMember> members) => (_rows, _places, _members) = (rows, places, members);

    /// <summary>A finite number.</summary>
    public double Number(int member) => NumberOrNull(member) ?? throw Missing(member);

    /// <summary>A finite number, or null for an empty cell.</summary>
    public double? NumberOrNull(int member)
    {
        if (IsMissing(member))
        {
            return null;
        }
        return double.TryParse(Cell(member), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error(member, "is not a finite number");
    }

    /// <summary>A whole number of a range.</summary>
    public long Whole(int member, long least, long most) => WholeOrNull(member, least, most) ?? throw Missing(member);

    /// <summary>A whole number of a range, or null for an empty cell.</summary>
    public long? WholeOrNull(int member, long least, long most)
    {
        if (IsMissing(member))
        {
            return null;
        }
        return long.TryParse(Cell(member), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw Error(member, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}"));
    }

    /// <summary>A text; empty for an empty cell.</summary>
    public string Text(int member) => TextOrNull(member) ?? "";

    /// <summary>A text, or null for an empty cell.</summary>
    public string? TextOrNull(int member) => IsMissing(member) ? null : _rows.Category(_places[member], "text").ToString();

    /// <summary>The place of a value of an enum, which a file has by its name, in letters large or small, or by its number.</summary>
    public int Place(int member) => PlaceOrNull(member) ?? throw Missing(member);

    /// <summary>The same, or null for an empty cell.</summary>
    public int? PlaceOrNull(int member)
    {
        if (IsMissing(member))
        {
            return null;
        }
        ReadOnlySpan<char> cell = Cell(member);
        (string[] values, string[] numbers) = (_members[member].Values, _members[member].Numbers);
        for (int i = 0; i < values.Length; i++)
        {
            if (cell.Equals(values[i], StringComparison.OrdinalIgnoreCase) || cell.SequenceEqual(numbers[i]))
            {
                return i;
            }
        }
        throw Error(member, $"is not among {Listing.Quoted(values)}");
    }

    /// <summary>true or false, yes or no, 1 or 0.</summary>
    public bool Truth(int member) => TruthOrNull(member) ?? throw Missing(member);

    /// <summary>The same, or null for an empty cell.</summary>
    public bool? TruthOrNull(int member)
    {
        if (IsMissing(member))
        {
            return null;
        }
        ReadOnlySpan<char> cell = Cell(member);
        return cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("yes", StringComparison.OrdinalIgnoreCase) || cell is "1" ? true
            : cell.Equals("false", StringComparison.OrdinalIgnoreCase) || cell.Equals("no", StringComparison.OrdinalIgnoreCase) || cell is "0" ? false
            : throw Error(member, "is not true or false, yes or no, 1 or 0");
    }

    private ReadOnlySpan<char> Cell(int member) => _rows.Cell(_places[member]);

    private bool IsMissing(int member) => _places[member] < 0 || _rows.IsMissing(Cell(member));

    private InvalidDataException Error(int member, string problem) => _rows.Error(
        _places[member], $"'{Listing.Short(Cell(member).ToString())}' {problem}. Correct it, remove the row, or name it in CsvOptions.MissingTexts.");

    private InvalidDataException Missing(int member) => _rows.Error(
        _places[member], "the cell is empty. Correct it, remove the row, or declare the member with a ? behind its type, so that it may be missing.");
}
