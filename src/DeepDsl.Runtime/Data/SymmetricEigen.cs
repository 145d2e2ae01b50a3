namespace DeepDsl;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to three diagonals, then implicit QL steps (Bowdler, Martin,
/// Reinsch and Wilkinson 1968, as in EISPACK's tred2 and tql2).
/// </summary>
internal sealed class SymmetricEigen
{
    private readonly int _n;
    private readonly double[] _vectors; // column by column, along which all loops run; a column is an eigenvector at the end
    private readonly double[] _values;
    private readonly double[] _off;

    private SymmetricEigen(int n, double[] matrix)
    {
        _n = n;
        _vectors = (double[])matrix.Clone();
        _values = new double[n];
        _off = new double[n];
    }

    /// <summary>The eigenvalues from the largest down, and of each the eigenvector, of length 1, in the same order.</summary>
    /// <param name="n">Rows of the matrix.</param>
    /// <param name="matrix">Row by row.</param>
    public static (double[] Values, double[][] Vectors) Of(int n, double[] matrix)
    {
        SymmetricEigen work = new(n, matrix);
        work.Reduce();
        work.Accumulate();
        work.Iterate();
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => work._values[i])];
        return (
            Array.ConvertAll(order, i => work._values[i]),
            Array.ConvertAll(order, i => work._vectors.AsSpan(i * n, n).ToArray()));
    }

    private ref double V(int row, int column) => ref _vectors[(column * _n) + row];

    /// <summary>To three diagonals, from the last row up; what the reflections are stays in the matrix.</summary>
    private void Reduce()
    {
        for (int j = 0; j < _n; j++)
        {
            _values[j] = V(_n - 1, j);
        }
        for (int i = _n - 1; i > 0; i--)
        {
            double scale = 0;
            double h = 0;
            for (int k = 0; k < i; k++)
            {
                scale += Math.Abs(_values[k]);
            }
            if (scale == 0)
            {
                _off[i] = _values[i - 1];
                for (int j = 0; j < i; j++)
                {
                    _values[j] = V(i - 1, j);
                    V(i, j) = 0;
                    V(j, i) = 0;
                }
            }
            else
            {
                h = Reflect(i, scale);
            }
            _values[i] = h;
        }
    }

    private double Reflect(int i, double scale)
    {
        double h = 0;
        for (int k = 0; k < i; k++)
        {
            _values[k] /= scale;
            h += _values[k] * _values[k];
        }
        double f = _values[i - 1];
        double g = f > 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
        _off[i] = scale * g;
        h -= f * g;
        _values[i - 1] = f - g;
        Array.Clear(_off, 0, i);
        for (int j = 0; j < i; j++)
        {
            f = _values[j];
            V(j, i) = f;
            g = _off[j] + (V(j, j) * f);
            for (int k = j + 1; k < i; k++)
            {
                g += V(k, j) * _values[k];
                _off[k] += V(k, j) * f;
            }
            _off[j] = g;
        }
        f = 0;
        for (int j = 0; j < i; j++)
        {
            _off[j] /= h;
            f += _off[j] * _values[j];
        }
        double half = f / (h + h);
        for (int j = 0; j < i; j++)
        {
            _off[j] -= half * _values[j];
        }
        for (int j = 0; j < i; j++)
        {
            f = _values[j];
            g = _off[j];
            for (int k = j; k < i; k++)
            {
                V(k, j) -= (f * _off[k]) + (g * _values[k]);
            }
            _values[j] = V(i - 1, j);
            V(i, j) = 0;
        }
        return h;
    }

    /// <summary>The product of the reflections.</summary>
    private void Accumulate()
    {
        for (int i = 0; i < _n - 1; i++)
        {
            V(_n - 1, i) = V(i, i);
            V(i, i) = 1;
            double h = _values[i + 1];
            if (h != 0)
            {
                for (int k = 0; k <= i; k++)
                {
                    _values[k] = V(k, i + 1) / h;
                }
                for (int j = 0; j <= i; j++)
                {
                    double g = 0;
                    for (int k = 0; k <= i; k++)
                    {
                        g += V(k, i + 1) * V(k, j);
                    }
                    for (int k = 0; k <= i; k++)
                    {
                        V(k, j) -= g * _values[k];
                    }
                }
            }
            for (int k = 0; k <= i; k++)
            {
                V(k, i + 1) = 0;
            }
        }
        for (int j = 0; j < _n; j++)
        {
            _values[j] = V(_n - 1, j);
            V(_n - 1, j) = 0;
        }
        V(_n - 1, _n - 1) = 1;
        _off[0] = 0;
    }

    private void Iterate()
    {
        Array.Copy(_off, 1, _off, 0, _n - 1);
        _off[_n - 1] = 0;
        double shift = 0;
        double largest = 0;
        for (int l = 0; l < _n; l++)
        {
            largest = Math.Max(largest, Math.Abs(_values[l]) + Math.Abs(_off[l]));
            double negligible = largest * Math.BitIncrement(1) - largest;
            int m = l;
            while (m < _n - 1 && Math.Abs(_off[m]) > negligible)
            {
                m++;
            }
            while (m > l && Math.Abs(_off[l]) > negligible)
            {
                shift += Step(l, m);
            }
            _values[l] += shift;
            _off[l] = 0;
        }
    }

    /// <summary>One QL step on the rows from l to m; by how much all values were lowered.</summary>
    private double Step(int l, int m)
    {
        double g = _values[l];
        double p = (_values[l + 1] - g) / (2 * _off[l]);
        double r = double.Hypot(p, 1);
        r = p < 0 ? -r : r;
        _values[l] = _off[l] / (p + r);
        _values[l + 1] = _off[l] * (p + r);
        double next = _values[l + 1];
        double h = g - _values[l];
        for (int i = l + 2; i < _n; i++)
        {
            _values[i] -= h;
        }

        p = _values[m];
        double c = 1;
        double c2 = 1;
        double c3 = 1;
        double s = 0;
        double s2 = 0;
        double below = _off[l + 1];
        for (int i = m - 1; i >= l; i--)
        {
            (c3, c2, s2) = (c2, c, s);
            g = c * _off[i];
            double q = c * p;
            r = double.Hypot(p, _off[i]);
            _off[i + 1] = s * r;
            s = _off[i] / r;
            c = p / r;
            p = (c * _values[i]) - (s * g);
            _values[i + 1] = q + (s * ((c * g) + (s * _values[i])));
            Rotate(i, c, s);
        }
        p = -s * s2 * c3 * below * _off[l] / next;
        _off[l] = s * p;
        _values[l] = c * p;
        return h;
    }

    private void Rotate(int i, double c, double s)
    {
        for (int k = 0; k < _n; k++)
        {
            double right = V(k, i + 1);
            V(k, i + 1) = (s * V(k, i)) + (c * right);
            V(k, i) = (c * V(k, i)) - (s * right);
        }
    }
}
