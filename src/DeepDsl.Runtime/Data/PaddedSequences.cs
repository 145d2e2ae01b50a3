namespace DeepDsl;

/// <summary>Sequences of unequal length as one array, filled up behind each: what inputs with padding take.</summary>
public static class PaddedSequences
{
    /// <summary>Tokens, sequence after sequence.</summary>
    /// <param name="sequences">The tokens of each.</param>
    /// <param name="paddingToken">What fills up; that of the input's <c>PaddingToken</c>.</param>
    /// <param name="steps">How long each becomes; 0 for as long as the longest.</param>
    /// <returns><c>[sequences, steps]</c>.</returns>
    public static int[] Of(IReadOnlyList<int[]> sequences, int paddingToken, int steps = 0) => Fill(sequences, 1, steps, paddingToken);

    /// <summary>Steps of features, sequence after sequence, with zeros behind each. <see cref="Lengths"/> tells how many steps are its own.</summary>
    /// <param name="sequences">Of each, its steps one after the other.</param>
    /// <param name="features">Numbers of a step.</param>
    /// <param name="steps">How long each becomes; 0 for as long as the longest.</param>
    /// <returns><c>[sequences, steps, features]</c>.</returns>
    public static float[] Of(IReadOnlyList<float[]> sequences, int features, int steps = 0) => Fill(sequences, features, steps, 0f);

    /// <summary>How many steps each sequence has; what the input takes that <c>Lengths</c> names.</summary>
    /// <param name="sequences">Of each, its steps one after the other.</param>
    /// <param name="features">Numbers of a step.</param>
    public static int[] Lengths<T>(IReadOnlyList<T[]> sequences, int features = 1)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        int[] lengths = new int[sequences.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            int count = (sequences[i] ?? throw new ArgumentException($"Sequence {i} is null.", nameof(sequences))).Length;
            lengths[i] = count % features == 0
                ? count / features
                : throw new ArgumentException($"Sequence {i} has {count} numbers, which is no multiple of the {features} of a step.", nameof(sequences));
        }
        return lengths;
    }

    private static T[] Fill<T>(IReadOnlyList<T[]> sequences, int features, int steps, T padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        int[] lengths = Lengths(sequences, features);
        int most = steps > 0 ? steps : lengths.DefaultIfEmpty(0).Max();
        int tooLong = Array.FindIndex(lengths, l => l > most);
        if (tooLong >= 0)
        {
            throw new ArgumentException(
                $"Sequence {tooLong} has {lengths[tooLong]} steps, more than the {most} asked for; cut it, or ask for more.", nameof(sequences));
        }
        T[] padded = new T[checked(sequences.Count * most * features)];
        Array.Fill(padded, padding);
        for (int i = 0; i < lengths.Length; i++)
        {
            sequences[i].CopyTo(padded, i * most * features);
        }
        return padded;
    }
}
