using DeepDsl;

namespace Template._1;

/// <summary>The data that the project brings: handwritten digits, as data/README.md says.</summary>
public static class DigitImages
{
    private const float Darkest = 16;

    /// <summary>All of them, in their order, as pixels of 0 to 1.</summary>
    public static Dataset Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz");
        Dataset digits = CsvFile.Read(file, new CsvOptions { Header = false });
        return Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / Darkest), digits.LabelArray());
    }
}
