using DeepDsl;

namespace Template._1;

public enum Species { Adelie, Chinstrap, Gentoo }

public enum Island { Biscoe, Dream, Torgersen }

public enum Sex { Female, Male }

/// <summary>A row of data/penguins.csv: the members are its columns, and the input of the network, which tells the sex.</summary>
[Features]
public partial record Penguin(
    Species Species,
    Island Island,
    [Column("bill_length_mm")] double? BillLength,
    [Column("bill_depth_mm")] double? BillDepth,
    [Column("flipper_length_mm")] double? FlipperLength,
    [Column("body_mass_g")] double? BodyMass,
    [Label] Sex? Sex = null)
{
    /// <summary>The penguins of the file whose sex is known.</summary>
    public static Penguin[] ReadKnown()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "data", "penguins.csv");
        return [.. Features.Read(file, new CsvOptions { MissingTexts = ["", "NA"] }).Where(p => p.Sex != null)];
    }
}
