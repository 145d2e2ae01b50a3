namespace DeepDsl;

/// <summary>
/// How <c>Generate</c> chooses each token. As it is, it takes the likeliest; with a <see cref="Temperature"/> it draws, from all or from the
/// likeliest ones; with <see cref="Beams"/> it looks for the likeliest text.
/// </summary>
public sealed record GenerateOptions
{
    /// <summary>
    /// Scores are divided by it before their softmax: below 1 what is likely is drawn more often than the model says, above it less. 0
    /// draws nothing: the likeliest token is taken.
    /// </summary>
    public double Temperature { get; init; }

    /// <summary>Only so many of the likeliest tokens may be drawn; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>
    /// Only the likeliest tokens may be drawn, as few as together have at least this probability; 1 for all. Of those that
    /// <see cref="TopK"/> leaves, where both are set.
    /// </summary>
    public double TopP { get; init; } = 1;

    /// <summary>
    /// How many texts are followed at once, each extended by every token and the most probable ones kept. More than 1 find texts that are
    /// likelier as a whole than the likeliest token at each step gives. The probability of a text is the product of those of its tokens,
    /// however many they are.
    /// </summary>
    public int Beams { get; init; } = 1;

    /// <summary>Decides what is drawn: the same seed, weights and prompt give the same tokens on any number of threads.</summary>
    public int Seed { get; init; }

    /// <summary>The token that ends a text, as its last one; null for none.</summary>
    public int? StopToken { get; init; }
}
