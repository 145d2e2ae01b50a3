namespace DeepDsl.Compiler.Build;

/// <summary>
/// Sizes of a value of which nothing is known. What is said of a model must not depend on them, which tests see by taking others.
/// </summary>
/// <param name="Side">Of every axis but the last, in the first place; then far larger, for large windows.</param>
/// <param name="Channels">Of the last axis; with many divisors, for groups and heads.</param>
public sealed record GuessedSizes(int Side, int Channels)
{
    public static GuessedSizes Standard { get; } = new(32, 96);

    /// <summary>How many times as large a side is where the first is too small.</summary>
    public const int Larger = 16;
}
