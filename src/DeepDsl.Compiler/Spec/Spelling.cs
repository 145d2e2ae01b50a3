namespace DeepDsl.Compiler.Spec;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class Spelling
{
    private const int MostListed = 6;

    /// <summary>The candidate with the fewest edits, if at most half of the letters change or there is no other; null for none.</summary>
    public static string? Nearest(string name, IReadOnlyCollection<string> candidates) => candidates.Count == 1 ? candidates.First()
        : candidates.Where(c => Math.Abs(name.Length - c.Length) * 2 <= Math.Max(name.Length, c.Length)) // so many edits it takes at least
            .Select(c => (Name: c, Edits: Edits(name, c))).Where(c => c.Edits * 2 <= Math.Max(name.Length, c.Name.Length))
            .OrderBy(c => c.Edits).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Name).FirstOrDefault();

    /// <summary>What to write in place of an unknown name, to end a message: the nearest, or the names that there are.</summary>
    /// <param name="nearest">Null where none is near.</param>
    /// <param name="candidates">All names.</param>
    public static string Advice(string? nearest, IReadOnlyCollection<string> candidates)
    {
        if (nearest is not null)
        {
            return $"did you mean \"{nearest}\"?";
        }

        string[] listed = [.. candidates.Take(MostListed).Select(c => $"\"{c}\"")];
        return $"there are {string.Join(", ", listed)}{(candidates.Count > MostListed ? $" and {candidates.Count - MostListed} more" : "")}.";
    }

    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitute = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
