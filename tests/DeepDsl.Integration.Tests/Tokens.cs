namespace DeepDsl.Integration.Tests;

/// <summary>Sequences of twelve tokens in two classes: those where token 1 comes before token 2, and those where it comes after.</summary>
internal static class Tokens
{
    private const int Length = 12;

    public static Dataset Make(int count, int seed = 1)
    {
        Random random = new(seed);
        int[] x = new int[count * Length];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            Span<int> sequence = x.AsSpan(i * Length, Length);
            for (int t = 0; t < Length; t++)
            {
                sequence[t] = random.Next(3, 10);
            }

            int first = random.Next(Length - 1);
            int second = random.Next(first + 1, Length);
            y[i] = random.Next(2);
            (sequence[first], sequence[second]) = y[i] == 0 ? (1, 2) : (2, 1);
        }

        return Dataset.FromTokens(x, y);
    }
}
