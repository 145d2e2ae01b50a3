namespace VerifyXunit;

internal static class Snapshot
{
    /// <summary>Compares with PATH.verified.txt; where that differs or is missing, writes PATH.received.txt and throws.</summary>
    public static void Compare(string text, string path)
    {
        (string verified, string received) = (path + ".verified.txt", path + ".received.txt");
        string actual = text.Replace("\r\n", "\n");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).Replace("\r\n", "\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        throw new VerifyException(expected is null
            ? $"New snapshot. To accept it: mv \"{received}\" \"{verified}\"\n\n{actual}"
            : $"The snapshot differs. To accept the new one: mv \"{received}\" \"{verified}\"\n\n{Difference(expected, actual)}");
    }

    /// <summary>The lines around the first and up to the last that differ.</summary>
    private static string Difference(string expected, string actual)
    {
        string[] old = expected.Split('\n');
        string[] now = actual.Split('\n');
        int start = 0;
        while (start < Math.Min(old.Length, now.Length) && old[start] == now[start])
        {
            start++;
        }

        int same = 0;
        while (same < Math.Min(old.Length, now.Length) - start && old[^(same + 1)] == now[^(same + 1)])
        {
            same++;
        }

        const int context = 2;
        IEnumerable<string> lines =
        [
            $"@@ line {start + 1} @@",
            .. old[Math.Max(0, start - context)..start].Select(l => "  " + l),
            .. old[start..^same].Select(l => "- " + l),
            .. now[start..^same].Select(l => "+ " + l),
            .. old[^same..].Take(context).Select(l => "  " + l),
        ];
        return string.Join('\n', lines);
    }
}
