using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl.Initializers;

/// <summary>
/// Orthonormal columns, or rows where there are fewer of them: the Q of a matrix of normal numbers, whose R has a positive diagonal, which
/// makes it uniform among all such matrices (Saxe et al., 2014).
/// </summary>
internal static class OrthogonalMatrix
{
    public static void Fill(uint key, double gain, int columns, Span<float> values)
    {
        int rows = values.Length / columns;
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        double[][] vectors = new double[count][];
        for (int v = 0; v < count; v++)
        {
            vectors[v] = new double[length];
            for (int i = 0; i < length; i++)
            {
                vectors[v][i] = CounterRandom.Normal(key, (uint)(((long)v * length) + i));
            }

            Orthonormalize(vectors.AsSpan(0, v), vectors[v]);
        }

        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = (i / columns, i % columns);
            values[i] = (float)(gain * (columns <= rows ? vectors[column][row] : vectors[row][column]));
        }
    }

    /// <summary>Gram and Schmidt, twice: one pass leaves errors that grow with the matrix, two leave none (Giraud et al., 2005).</summary>
    private static void Orthonormalize(ReadOnlySpan<double[]> basis, double[] vector)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in basis)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(other, vector), vector, vector);
            }
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
    }
}
