using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>The lower triangle L of a positive definite matrix that is L times its transpose.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[] _lower;
    private readonly int _count;

    /// <param name="matrix">By rows, of which the lower triangle is read; becomes the factor.</param>
    /// <param name="count">Rows and columns.</param>
    public CholeskyFactor(double[] matrix, int count)
    {
        _lower = matrix;
        _count = count;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double left = matrix[(i * count) + j] - TensorPrimitives.Dot(Row(i, j), Row(j, j));
                matrix[(i * count) + j] = left / matrix[(j * count) + j];
            }
            double rest = matrix[(i * count) + i] - TensorPrimitives.Dot(Row(i, i), Row(i, i));
            // Points that lie on each other leave nothing but rounding.
            matrix[(i * count) + i] = Math.Sqrt(Math.Max(rest, 1e-12));
        }
    }

    /// <summary>Of the matrix.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _count; i++)
            {
                sum += 2 * Math.Log(_lower[(i * _count) + i]);
            }
            return sum;
        }
    }

    /// <summary>x of L x = b.</summary>
    public double[] SolveLower(ReadOnlySpan<double> b)
    {
        double[] x = new double[_count];
        for (int i = 0; i < _count; i++)
        {
            x[i] = (b[i] - TensorPrimitives.Dot(Row(i, i), x.AsSpan(0, i))) / _lower[(i * _count) + i];
        }
        return x;
    }

    /// <summary>x of A x = b, where A is the matrix.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        double[] x = SolveLower(b);
        for (int i = _count - 1; i >= 0; i--)
        {
            x[i] /= _lower[(i * _count) + i];
            for (int j = 0; j < i; j++)
            {
                x[j] -= _lower[(i * _count) + j] * x[i];
            }
        }
        return x;
    }

    /// <summary>The inverse of the matrix, by rows.</summary>
    public double[] Inverse()
    {
        double[] inverse = new double[_count * _count];
        double[] unit = new double[_count];
        for (int i = 0; i < _count; i++)
        {
            unit[i] = 1;
            Solve(unit).CopyTo(inverse, i * _count);
            unit[i] = 0;
        }
        return inverse;
    }

    private ReadOnlySpan<double> Row(int row, int length) => _lower.AsSpan(row * _count, length);
}
