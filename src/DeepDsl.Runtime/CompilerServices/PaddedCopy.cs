using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>Copies part of an image [D, H, W, C] into a padded one, so that windows over it need no bounds check.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PaddedCopy
{
    /// <summary>
    /// Target position (z, y, x) takes source position (firstD + z, firstH + y, firstW + x) divided by the spread, where that is a position
    /// of the source, and zero elsewhere.
    /// </summary>
    public static void Run(
        ref float source, ref float target, int depth, int height, int width, int channels,
        int firstD, int countD, int firstH, int countH, int firstW, int countW, int spreadD, int spreadH, int spreadW)
    {
        for (int z = 0; z < countD; z++)
        {
            int fromZ = Position(firstD + z, spreadD, depth);
            for (int y = 0; y < countH; y++)
            {
                Span<float> row = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, ((nint)z * countH + y) * countW * channels), countW * channels);
                int fromY = Position(firstH + y, spreadH, height);
                if (fromZ < 0 || fromY < 0)
                {
                    row.Clear();
                    continue;
                }

                ref float from = ref Unsafe.Add(ref source, ((nint)fromZ * height + fromY) * width * channels);
                if (spreadW == 1)
                {
                    Row(ref from, row, width, channels, firstW);
                }
                else
                {
                    SpreadRow(ref from, row, width, channels, firstW, countW, spreadW);
                }
            }
        }
    }

    private static int Position(int index, int spread, int size) =>
        index >= 0 && index % spread == 0 && index / spread < size ? index / spread : -1;

    private static void Row(ref float from, Span<float> row, int width, int channels, int first)
    {
        int before = Math.Max(0, -first) * channels;
        int start = Math.Max(0, first) * channels;
        int length = Math.Max(0, Math.Min((width * channels) - start, row.Length - before));
        before = Math.Min(before, row.Length);
        row[..before].Clear();
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, start), length).CopyTo(row[before..]);
        row[(before + length)..].Clear();
    }

    private static void SpreadRow(ref float from, Span<float> row, int width, int channels, int first, int count, int spread)
    {
        row.Clear();
        for (int x = 0; x < count; x++)
        {
            int at = Position(first + x, spread, width);
            if (at >= 0)
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, (nint)at * channels), channels).CopyTo(row[(x * channels)..]);
            }
        }
    }
}
