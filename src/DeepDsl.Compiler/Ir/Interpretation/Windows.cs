namespace DeepDsl.Compiler.Ir.Interpretation;

/// <summary>What convolution, pooling and their gradients share in the oracle: a walk over (output position, tap) pairs.</summary>
internal static class Windows
{
    public static Tensor Conv(ConvGeometry geometry, Tensor x, Tensor w, int[] yShape)
    {
        Tensor y = new(yShape);
        Walk(geometry, x.Shape, y.Shape, w.Shape, (ix, iw, iy) => y.Values[iy] += x.Values[ix] * w.Values[iw]);
        return y;
    }

    public static Tensor ConvWeightGradient(ConvGeometry geometry, Tensor x, Tensor dy, int[] wShape)
    {
        Tensor dw = new(wShape);
        Walk(geometry, x.Shape, dy.Shape, wShape, (ix, iw, iy) => dw.Values[iw] += x.Values[ix] * dy.Values[iy]);
        return dw;
    }

    /// <summary>Calls back with the flat offsets (x, w, y) of every product in a convolution.</summary>
    public static void Walk(ConvGeometry geometry, int[] xShape, int[] yShape, int[] wShape, Action<int, int, int> product)
    {
        Tensor y = new(yShape);
        int rank = geometry.Rank;
        int outputs = wShape[rank + 1] / geometry.Groups;
        int inputs = wShape[rank];
        int[] spatial = [.. xShape.Skip(1).Take(rank)];
        int size = spatial.Aggregate(1, (a, b) => a * b);
        foreach ((int flat, int[] index) in y.Indices())
        {
            int channel = index[rank + 1];
            int group = channel / outputs;
            int tap = 0;
            foreach ((int position, bool inside) in Positions(geometry, spatial, index))
            {
                for (int c = 0; inside && c < inputs; c++)
                {
                    int ix = (((index[0] * size) + position) * xShape[rank + 1]) + (group * inputs) + c;
                    product(ix, (((tap * inputs) + c) * wShape[rank + 1]) + channel, flat);
                }

                tap++;
            }
        }
    }

    /// <summary>Flat offsets into x of the taps of output <paramref name="index"/>, its channel fixed.</summary>
    public static IEnumerable<(int Offset, bool Inside)> Taps(ConvGeometry geometry, int[] xShape, int[] index)
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
