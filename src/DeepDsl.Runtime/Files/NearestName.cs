namespace DeepDsl;

/// <summary>Offers what a misspelt name probably meant.</summary>
internal static class NearestName
{
    /// <summary>Pairs of letters, some hundredths of a second: a file may hold any number of names.</summary>
    private const long MaxWork = 20_000_000;

    /// <summary>" Did you mean 'x'?", or nothing where no name is near.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is string best ? $" Did you mean '{best}'?" : "";

    /// <summary>The nearest of the names; null where none is near. Of very many or very long names, the first are compared.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(2, name.Length / 3) + 1;
        long work = 0;
        foreach (string candidate in candidates)
        {
            // No edit bridges a difference in length for less.
            if (Math.Abs((long)name.Length - candidate.Length) >= bestDistance)
            {
                continue;
            }
            work += (long)name.Length * candidate.Length;
            if (work > MaxWork)
            {
                break;
            }
            int distance = Distance(name, candidate);
            if (distance < bestDistance)
            {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
