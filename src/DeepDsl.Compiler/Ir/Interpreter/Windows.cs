using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir.Interpreter;

/// <summary>Convolution and pooling of the oracle, each a walk over (output position, tap) pairs.</summary>
internal static class Windows
{
    public static Tensor Conv(ConvGeometry geometry, Tensor x, Tensor w, int[] yShape)
    {
        Tensor y = new(yShape);
        Walk(geometry, x.Shape, y.Shape, w.Shape, (ix, iw, iy) => y.Values[iy] += x.Values[ix] * w.Values[iw]);
        return y;
    }

    /// <summary>Puts step - 1 zeros between neighbours along each spatial axis.</summary>
    public static Tensor Spread(Tensor x, IReadOnlyList<int> steps)
    {
        int[] shape = [.. x.Shape.Select((d, i) => i >= 1 && i <= steps.Count ? ((d - 1) * steps[i - 1]) + 1 : d)];
        Tensor result = new(shape);
        foreach ((int flat, int[] index) in x.Indices())
        {
            result.Values[result.Offset([.. index.Select((v, i) => i >= 1 && i <= steps.Count ? v * steps[i - 1] : v)])] = x.Values[flat];
        }

        return result;
    }

    /// <summary>Weight gradients of part p of the batch: samples p * N / P to (p + 1) * N / P.</summary>
    public static Tensor ConvWeightParts(ConvGeometry geometry, Tensor x, Tensor dy, int[] shape)
    {
        Tensor parts = new(shape);
        int size = parts.Values.Length / shape[0];
        int batch = x.Shape[0];
        for (int p = 0; p < shape[0]; p++)
        {
            int from = (int)((long)p * batch / shape[0]);
            int to = (int)((long)(p + 1) * batch / shape[0]);
            Tensor part = ConvWeightGradient(geometry, Samples(x, from, to), Samples(dy, from, to), [.. shape.Skip(1)]);
            Array.Copy(part.Values, 0, parts.Values, p * size, size);
        }

        return parts;
    }

    private static Tensor Samples(Tensor x, int from, int to)
    {
        int size = x.Values.Length / x.Shape[0];
        int[] shape = [.. x.Shape];
        shape[0] = to - from;
        Tensor part = new(shape);
        Array.Copy(x.Values, from * size, part.Values, 0, part.Values.Length);
        return part;
    }

    public static Tensor ConvInputGradient(ConvGeometry geometry, Tensor dy, Tensor w, int[] xShape)
    {
        Tensor dx = new(xShape);
        Walk(geometry, xShape, dy.Shape, w.Shape, (ix, iw, iy) => dx.Values[ix] += dy.Values[iy] * w.Values[iw]);
        return dx;
    }

    public static Tensor ConvWeightGradient(ConvGeometry geometry, Tensor x, Tensor dy, int[] wShape)
    {
        Tensor dw = new(wShape);
        Walk(geometry, x.Shape, dy.Shape, wShape, (ix, iw, iy) => dw.Values[iw] += x.Values[ix] * dy.Values[iy]);
        return dw;
    }

    public static Tensor Pool(PoolKind kind, ConvGeometry geometry, Tensor x, int[] yShape)
    {
        Tensor y = new(yShape);
        foreach ((int flat, int[] index) in y.Indices())
        {
            List<int> inside = [.. Taps(geometry, x.Shape, index).Where(t => t.Inside).Select(t => t.Offset)];
            y.Values[flat] = kind switch
            {
                PoolKind.Max => inside.Select(i => x.Values[i]).DefaultIfEmpty(double.NegativeInfinity).Max(),
                PoolKind.Average => inside.Sum(i => x.Values[i]) / geometry.Axes.Aggregate(1, (n, a) => n * a.Kernel),
                _ => inside.Sum(i => x.Values[i]) / Math.Max(1, inside.Count),
            };
        }

        return y;
    }

    public static Tensor MaxPoolGradient(ConvGeometry geometry, Tensor x, Tensor dy, int[] xShape)
    {
        Tensor dx = new(xShape);
        foreach ((int flat, int[] index) in dy.Indices())
        {
            int best = -1;
            foreach ((int offset, bool inside) in Taps(geometry, xShape, index))
            {
                if (inside && (best < 0 || x.Values[offset] > x.Values[best]))
                {
                    best = offset;
                }
            }

            if (best >= 0)
            {
                dx.Values[best] += dy.Values[flat];
            }
        }

        return dx;
    }

    public static Tensor AveragePoolGradient(PoolKind kind, ConvGeometry geometry, Tensor dy, int[] xShape)
    {
        Tensor dx = new(xShape);
        int all = geometry.Axes.Aggregate(1, (n, a) => n * a.Kernel);
        foreach ((int flat, int[] index) in dy.Indices())
        {
            List<int> inside = [.. Taps(geometry, xShape, index).Where(t => t.Inside).Select(t => t.Offset)];
            double share = dy.Values[flat] / (kind == PoolKind.Average ? all : Math.Max(1, inside.Count));
            inside.ForEach(i => dx.Values[i] += share);
        }

        return dx;
    }

    /// <summary>Calls back with the flat offsets (x, w, y) of every product in a convolution.</summary>
    private static void Walk(ConvGeometry geometry, int[] xShape, int[] yShape, int[] wShape, Action<int, int, int> product)
    {
        Tensor y = new(yShape);
        int rank = geometry.Rank;
        int outputs = wShape[rank + 1] / geometry.Groups;
        int inputs = wShape[rank];
        int[] spatial = [.. xShape.Skip(1).Take(rank)];
        foreach ((int flat, int[] index) in y.Indices())
        {
            int channel = index[rank + 1];
            int group = channel / outputs;
            int tap = 0;
            foreach ((int position, bool inside) in Positions(geometry, spatial, index))
            {
                for (int c = 0; inside && c < inputs; c++)
                {
                    int ix = (((index[0] * spatial.Aggregate(1, (a, b) => a * b)) + position) * xShape[rank + 1]) + (group * inputs) + c;
                    product(ix, (((tap * inputs) + c) * wShape[rank + 1]) + channel, flat);
                }

                tap++;
            }
        }
    }

    /// <summary>Flat offsets into x of the taps of output <paramref name="index"/>, its channel fixed.</summary>
    private static IEnumerable<(int Offset, bool Inside)> Taps(ConvGeometry geometry, int[] xShape, int[] index)
    {
        int rank = geometry.Rank;
        int[] spatial = [.. xShape.Skip(1).Take(rank)];
        int size = spatial.Aggregate(1, (a, b) => a * b);
        foreach ((int position, bool inside) in Positions(geometry, spatial, index))
        {
            yield return ((((index[0] * size) + position) * xShape[rank + 1]) + index[rank + 1], inside);
        }
    }

    private static IEnumerable<(int Position, bool Inside)> Positions(ConvGeometry geometry, int[] spatial, int[] index)
    {
        Tensor window = new([.. geometry.Axes.Select(a => a.Kernel)]);
        foreach ((_, int[] tap) in window.Indices())
        {
            int position = 0;
            bool inside = true;
            for (int i = 0; i < spatial.Length; i++)
            {
                WindowAxis axis = geometry.Axes[i];
                int at = (index[i + 1] * axis.Stride) + (tap[i] * axis.Dilation) - axis.Before;
                inside &= at >= 0 && at < spatial[i];
                position = (position * spatial[i]) + at;
            }

            yield return (position, inside);
        }
    }
}
