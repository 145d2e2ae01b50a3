namespace DeepDsl;

/// <summary>What becomes of a cell of a table that holds nothing.</summary>
public enum MissingCells
{
    /// <summary>An error that names the cell.</summary>
    Refuse,

    /// <summary>Not a number, to be replaced by the program before it trains.</summary>
    NaN,

    /// <summary><see cref="CsvOptions.Fill"/>.</summary>
    Fill,
}
