namespace DeepDsl.Compiler.Build;

/// <summary>
/// Sizes of a value of which nothing is known. What is said of a model must not depend on them, which tests see by taking others.
/// </summary>
/// <param name="Side">Of every axis but the last, unless it is too small for a window.</param>
/// <param name="Channels">Of the last axis; with many divisors, for groups and heads.</param>
public sealed record GuessedSizes(int Side, int Channels)
{
    public static GuessedSizes Standard { get; } = new(32, 96);

    /// <summary>A side that windows of any usual size fit.</summary>
    public const int LargeSide = 2048;
}
