using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// The directions in which samples differ most, and samples as their places along those (PCA). Fit it on the training set alone and apply it
/// to every other set and to what is predicted later. Of a component the largest part is positive, so that fits agree.
/// </summary>
public sealed partial class PrincipalComponents
{
    /// <summary>What is so much smaller than the largest variance is rounding.</summary>
    private const double Negligible = 1e-12;

    private readonly double[] _mean;
    private readonly double[][] _components;
    private readonly double[] _variances;
    private readonly double[] _ratios;

    private PrincipalComponents(double[] mean, double[][] components, double[] variances, double[] ratios, bool whiten)
    {
        (_mean, _components, _variances, _ratios) = (mean, components, variances, ratios);
        Whiten = whiten;
    }

    /// <summary>How many there are: values of a sample after <see cref="Apply(Dataset, int)"/>.</summary>
    public int Count => _components.Length;

    /// <summary>Values of a sample before it.</summary>
    public int Width => _mean.Length;

    /// <summary>Whether places are divided by their deviation, so that all have the variance 1.</summary>
    public bool Whiten { get; }

    /// <summary>Mean of each value.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Variance along each component, from the largest down.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>Which part of all variance each explains.</summary>
    public ReadOnlySpan<double> VarianceRatios => _ratios;

    /// <summary>A direction of length 1.</summary>
    public ReadOnlySpan<double> Component(int index) => _components[index];

    /// <summary>
    /// Finds the components of one input. That takes the cube of its width, or of the number of samples where there are fewer: seconds for a
    /// thousand.
    /// </summary>
    /// <param name="data">At least two samples.</param>
    /// <param name="count">How many to keep, the first of which explain most.</param>
    /// <param name="whiten">Whether to divide places by their deviation.</param>
    /// <param name="input">Which input, of floats.</param>
    public static PrincipalComponents Fit(Dataset data, int count, bool whiten = false, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataColumn column = data.Inputs[input];
        int most = Math.Min(column.Width, data.Count - 1);
        if (count < 1 || count > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"{data.Count} samples of {column.Width} values have 1 to {Math.Max(most, 0)} principal components, but {count} were asked for.");
        }
        double[] mean = Array.ConvertAll(ColumnScale.All(column, data.Rows), s => s.Mean);
        double[][] centred = Centred(data, input, mean);
        double total = centred.Sum(row => TensorPrimitives.SumOfSquares<double>(row)) / (data.Count - 1);
        if (!double.IsFinite(total))
        {
            throw new ArgumentException($"Input '{column.Name}' holds values that are no numbers, or infinite, so its samples have no components; leave them out.", nameof(data));
        }
        bool fewSamples = data.Count < column.Width;
        double[][] vectors = fewSamples ? centred : Transposed(centred);
        (double[] squares, double[][] found) = SymmetricEigen.Of(vectors.Length, Products(vectors));
        int present = squares.Count(s => s > Negligible * squares[0] && s > 0);
        if (count > present)
        {
            throw new ArgumentException(
                $"The samples of input '{column.Name}' differ in {present} directions alone, but {count} components were asked for; take at most {present}.", nameof(count));
        }
        double[][] components = [.. found.Take(count).Select((v, i) => Signed(fewSamples ? Combined(centred, v, Math.Sqrt(squares[i])) : v))];
        double[] variances = [.. squares.Take(count).Select(s => s / (data.Count - 1))];
        return new PrincipalComponents(mean, components, variances, Array.ConvertAll(variances, v => v / total), whiten);
    }

    /// <summary>A copy of the data set with the places along the components as one input; the other columns are shared.</summary>
    public Dataset Apply(Dataset data, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataColumn column = data.Inputs[input];
        if (column.Width != Width)
        {
            throw new ArgumentException($"Input '{column.Name}' has {column.Width} values, but the components were fitted on {Width}. Fit them on data of the same shape.");
        }
        return data.WithInput(input, new DataColumn(column.Name, Apply(column.Floats), Count));
    }

    /// <summary>Places of one or more samples: <c>[N, Width]</c> to <c>[N, Count]</c>.</summary>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        CheckWidth(samples.Length, Width);
        float[] places = new float[samples.Length / Width * Count];
        double[] centred = new double[Width];
        for (int i = 0; i < places.Length; i++)
        {
            int sample = i / Count;
            if (i % Count == 0)
            {
                TensorPrimitives.ConvertChecked(samples.Slice(sample * Width, Width), centred);
                TensorPrimitives.Subtract(centred, _mean, centred);
            }
            places[i] = (float)(TensorPrimitives.Dot<double>(centred, _components[i % Count]) / Scale(i % Count));
        }
        return places;
    }

    /// <summary>The samples nearest to what they were, of their places: <c>[N, Count]</c> to <c>[N, Width]</c>.</summary>
    public float[] Restore(ReadOnlySpan<float> places)
    {
        CheckWidth(places.Length, Count);
        float[] samples = new float[places.Length / Count * Width];
        double[] sum = new double[Width];
        for (int n = 0; n < places.Length / Count; n++)
        {
            _mean.CopyTo(sum, 0);
            for (int c = 0; c < Count; c++)
            {
                TensorPrimitives.MultiplyAdd(_components[c], places[(n * Count) + c] * Scale(c), sum, sum);
            }
            TensorPrimitives.ConvertChecked<double, float>(sum, samples.AsSpan(n * Width, Width));
        }
        return samples;
    }

    private double Scale(int component) => Whiten ? Math.Sqrt(_variances[component]) : 1;

    private static double[][] Centred(Dataset data, int input, double[] mean)
    {
        double[][] rows = new double[data.Count][];
        for (int n = 0; n < rows.Length; n++)
        {
            rows[n] = new double[mean.Length];
            TensorPrimitives.ConvertChecked(data.Input(n, input), rows[n]);
            TensorPrimitives.Subtract(rows[n], mean, rows[n]);
        }
        return rows;
    }

    private static double[][] Transposed(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(c => Array.ConvertAll(rows, row => row[c]))];

    /// <summary>Of each vector with each.</summary>
    private static double[] Products(double[][] vectors)
    {
        int n = vectors.Length;
        double[] products = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                products[(i * n) + j] = products[(j * n) + i] = TensorPrimitives.Dot<double>(vectors[i], vectors[j]);
            }
        }
        return products;
    }

    /// <summary>The direction of a combination of samples.</summary>
    private static double[] Combined(double[][] samples, double[] shares, double length)
    {
        double[] sum = new double[samples[0].Length];
        for (int n = 0; n < samples.Length; n++)
        {
            TensorPrimitives.MultiplyAdd(samples[n], shares[n] / length, sum, sum);
        }
        return sum;
    }

    private static double[] Signed(double[] component)
    {
        int largest = TensorPrimitives.IndexOfMaxMagnitude<double>(component);
        return component[largest] < 0 ? Array.ConvertAll(component, v => -v) : component;
    }

    private static void CheckWidth(int values, int width)
    {
        if (values % width != 0)
        {
            throw new ArgumentException($"The span has {values} values, which are no whole samples of {width}.");
        }
    }
}
