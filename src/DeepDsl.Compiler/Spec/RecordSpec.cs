namespace DeepDsl.Compiler.Spec;

/// <summary>How a member is read from a cell, and written in C#.</summary>
public enum MemberValue
{
    Number, Whole, Truth, Enum, Text,
}

/// <summary>What a member becomes.</summary>
public enum FeatureKind
{
    Number, OneHot, Index, Ordinal, Target,
}

/// <summary>A member of a record.</summary>
public sealed record FeatureSpec
{
    /// <summary>The NormalizationKind of what is taken as it is.</summary>
    public const string Unscaled = "None";

    public required string Name { get; init; }

    /// <summary>The column of a file; empty for a member that others tell, which is not read.</summary>
    public string Column { get; init; } = "";

    /// <summary>Its type in C#, without the mark of one that may be null.</summary>
    public string Type { get; init; } = "";

    public MemberValue Value { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>Whether the constructor takes it.</summary>
    public bool IsPositional { get; init; }

    public FeatureKind Kind { get; init; }

    /// <summary>The name of a NormalizationKind.</summary>
    public string Scale { get; init; } = "Standard";

    public bool Log { get; init; }

    /// <summary>The name of an Imputation.</summary>
    public string Missing { get; init; } = "Mean";

    public double Fill { get; init; }

    public bool Indicator { get; init; } = true;

    /// <summary>Of an enum its members by value, of a truth value its two, of a text what it may be.</summary>
    public EquatableArray<string> Categories { get; init; }

    /// <summary>Of an enum: the numbers of its members, as texts.</summary>
    public EquatableArray<string> Numbers { get; init; }

    /// <summary>Of a text that is hashed: how many places; else 0.</summary>
    public int Hashes { get; init; }

    /// <summary>Places of a category, that of others among them.</summary>
    public int Places => (Hashes > 0 ? Hashes : Categories.Count) + 1;

    /// <summary>Floats of the input.</summary>
    /// <param name="averages">What a mean of the label takes.</param>
    public int Width(int averages) => Kind switch
    {
        FeatureKind.Number => IsNullable && Indicator ? 2 : 1,
        FeatureKind.OneHot => Places,
        FeatureKind.Index => 0,
        FeatureKind.Ordinal => 2,
        _ => averages,
    };
}

/// <summary>A type with [Features]: strings, numbers and equatable lists alone, as <see cref="ModelSpec"/>.</summary>
public sealed record RecordSpec
{
    public DeclaredType Type { get; init; } = new("", EquatableArray<ContainerSpec>.Empty, "");

    /// <summary>record, record struct, class or struct.</summary>
    public string Keyword { get; init; } = "record";

    public EquatableArray<FeatureSpec> Features { get; init; }

    /// <summary>Null for a type without.</summary>
    public FeatureSpec? Label { get; init; }

    /// <summary>Members that are no feature, but which a new record has to be given.</summary>
    public EquatableArray<FeatureSpec> Ignored { get; init; }

    /// <summary>Whether a part can be added to the type.</summary>
    public bool CanExtend { get; init; } = true;

    public EquatableArray<Problem> Problems { get; init; }

    /// <summary>Floats of the input.</summary>
    public int Width => Features.Sum(f => f.Width(Averages.Count));

    /// <summary>Names of what is averaged where a category becomes the mean of the label.</summary>
    public IReadOnlyList<string> Averages => Label is not { } label ? []
        : label.Categories.Count > 2 ? label.Categories : [label.Categories.Count == 2 ? $"{label.Name}={label.Categories[1]}" : label.Name];
}
