using DeepDsl.Compiler.Print.Members;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>What a call is given for one of the values that cross the model's border.</summary>
/// <param name="Border">Null for sample weights.</param>
public sealed record CallValue(BorderValue? Border, IArgumentOperation Argument)
{
    /// <summary>How many elements it has; null where that is not known.</summary>
    public long? Length { get; } = KnownLength.Of(Argument.Value);

    /// <summary>Elements of one sample.</summary>
    public long PerSample => Border?.Length ?? 1;

    /// <summary>The parameter's name.</summary>
    public string Name => Argument.Parameter!.Name;

    /// <summary>The expression that the user wrote.</summary>
    public Location Location => Argument.Value.Syntax.GetLocation();

    /// <summary>"[28, 28, 1], 784 floats".</summary>
    public string PerSampleText =>
        Border is null ? "one weight" : $"{(Border.Shape is { Rank: > 0 } shape ? $"{shape}, " : "")}{Count(PerSample)}";

    /// <summary>"784 floats".</summary>
    public string Count(long count) => $"{count} {Border?.Element ?? "weight"}{(count == 1 ? "" : "s")}";
}
