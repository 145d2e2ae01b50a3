using DeepDsl;

namespace Tabular;

// <penguin>
public enum Species { Adelie, Chinstrap, Gentoo }

public enum Island { Biscoe, Dream, Torgersen }

public enum Sex { Female, Male }

/// <summary>A penguin of the Palmer Archipelago; the sex is what is to be told.</summary>
[Features]
public partial record Penguin(
    Species Species, Island Island,
    [Column("bill_length_mm")] double? BillLength,
    [Column("bill_depth_mm")] double? BillDepth,
    [Column("flipper_length_mm")] double? FlipperLength,
    [Column("body_mass_g")] double? BodyMass,
    [Label] Sex? Sex);
// </penguin>
