using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Tables whose numbers need not be written out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConstantTable
{
    /// <summary>One table behind the other.</summary>
    public static float[] Join(params float[][] tables)
    {
        float[] joined = new float[tables.Sum(t => t.Length)];
        int at = 0;
        foreach (float[] table in tables)
        {
            table.CopyTo(joined, at);
            at += table.Length;
        }

        return joined;
    }

    /// <summary>0, 1, 2, ... up to <paramref name="count"/>, then zeros up to the next multiple of 16.</summary>
    public static float[] Ascending(int count)
    {
        float[] table = new float[(count + 15) / 16 * 16];
        for (int i = 0; i < count; i++)
        {
            table[i] = i;
        }

        return table;
    }
}
