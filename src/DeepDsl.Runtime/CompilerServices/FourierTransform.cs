using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Fourier transforms of real numbers, as many at a time as a vector has lanes: of neighbouring channels, or of rows, whose numbers are
/// turned to lanes on the way in and out.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FourierTransform<V>
    where V : struct, ISimd<V>
{
    /// <summary>
    /// Frequencies of real numbers, [rows, count, channels] to [rows, frequencies, 2, channels]: work items <paramref name="begin"/> to
    /// <paramref name="end"/>, which are vectors of channels in rows, or of rows.
    /// </summary>
    public static void Forward(in FourierSizes s, ref float x, ref float y, ref float scratch, int begin, int end)
    {
        FourierPlan plan = PlanOf(s);
        for (int item = begin; item < end; item++)
        {
            FourierItem at = new(s, item, V.Width);
            ref float numbers = ref Unsafe.Add(ref x, at.Row * s.Count * s.Channels + at.Channel);
            ref float spectrum = ref Unsafe.Add(ref y, at.Row * 2 * s.Frequencies * s.Channels + at.Channel);
            Forward(s, plan, ref numbers, ref spectrum, ref scratch, at.Lanes);
        }
    }

    /// <summary>The sums over frequencies that <see cref="Forward(in FourierSizes, ref float, ref float, ref float, int, int)"/> has over numbers.</summary>
    public static void Backward(in FourierSizes s, ref float x, ref float y, ref float scratch, int begin, int end)
    {
        FourierPlan plan = PlanOf(s);
        for (int item = begin; item < end; item++)
        {
            FourierItem at = new(s, item, V.Width);
            ref float spectrum = ref Unsafe.Add(ref x, at.Row * 2 * s.Frequencies * s.Channels + at.Channel);
            ref float numbers = ref Unsafe.Add(ref y, at.Row * s.Count * s.Channels + at.Channel);
            Backward(s, plan, ref spectrum, ref numbers, ref scratch, at.Lanes);
        }
    }

    private static FourierPlan PlanOf(in FourierSizes s) => FourierPlan.Of(s.Count % 2 == 0 ? s.Count / 2 : s.Count, s.Around);

    private static void Forward(in FourierSizes s, FourierPlan plan, ref float x, ref float y, ref float scratch, int lanes)
    {
        bool ofRows = s.Channels == 1;
        bool isOdd = s.Count % 2 == 1;
        ref float first = ref scratch;
        ref float second = ref Second(s, plan, ref scratch);
        ref float source = ref x;
        nint stride = s.Channels;
        if (ofRows)
        {
            FourierRows<V>.ToLanes(ref x, s.Count, lanes, s.Count, ref first);
            source = ref first;
            stride = V.Width;
        }

        if (isOdd)
        {
            FourierSpectrum<V>.Widen(ref source, stride, ref second, s.Count);
            source = ref second;
            stride = V.Width;
        }

        bool inFirst = Unsafe.AreSame(ref source, ref first);
        ref float z = ref Complex(plan, ref source, ref stride, ref inFirst ? ref second : ref first, ref inFirst ? ref first : ref second);
        ref float free = ref Unsafe.AreSame(ref z, ref first) ? ref second : ref first;
        bool direct = !ofRows && lanes == V.Width;
        ref float to = ref direct ? ref y : ref free;
        nint toStride = direct ? s.Channels : V.Width;
        if (isOdd)
        {
            FourierSpectrum<V>.OfOdd(ref z, stride, ref to, toStride, s);
        }
        else
        {
            FourierSpectrum<V>.OfEven(ref z, stride, ref to, toStride, plan.Length, plan.Halves, s);
        }

        if (!direct)
        {
            Write(ref to, ref y, 2 * s.Frequencies, s.Channels, lanes);
        }
    }

    private static void Backward(in FourierSizes s, FourierPlan plan, ref float x, ref float y, ref float scratch, int lanes)
    {
        bool isOdd = s.Count % 2 == 1;
        ref float first = ref scratch;
        ref float second = ref Second(s, plan, ref scratch);
        ref float source = ref x;
        nint stride = s.Channels;
        if (s.Channels == 1)
        {
            FourierRows<V>.ToLanes(ref x, 2 * s.Frequencies, lanes, 2 * s.Frequencies, ref second);
            source = ref second;
            stride = V.Width;
        }

        if (isOdd)
        {
            FourierSpectrum<V>.ToOdd(ref source, stride, ref first, V.Width, s);
        }
        else
        {
            FourierSpectrum<V>.ToEven(ref source, stride, ref first, V.Width, plan.Length, plan.Halves, s);
        }

        stride = V.Width;
        ref float z = ref Complex(plan, ref first, ref stride, ref second, ref first);
        if (isOdd)
        {
            ref float free = ref Unsafe.AreSame(ref z, ref first) ? ref second : ref first;
            FourierSpectrum<V>.Narrow(ref z, ref free, s.Count);
            z = ref free;
        }

        Write(ref z, ref y, s.Count, s.Channels, lanes);
    }

    /// <summary>Of the complex numbers; what is written has the stride of vectors.</summary>
    private static ref float Complex(FourierPlan plan, ref float source, ref nint stride, ref float free, ref float other)
    {
        ref float result = ref plan.Whole is { } whole
            ? ref FourierChirp<V>.Run(plan, whole, ref source, stride, ref free, ref other)
            : ref FourierPasses<V>.Run(plan, ref source, stride, ref free, ref other);
        stride = Unsafe.AreSame(ref result, ref source) ? stride : V.Width;
        return ref result;
    }

    /// <summary>The second half of the scratch.</summary>
    private static ref float Second(in FourierSizes s, FourierPlan plan, ref float scratch) =>
        ref Unsafe.Add(ref scratch, (nint)2 * V.Width * (Math.Max(plan.Length, s.Around) + 1));

    private static void Write(ref float vectors, ref float to, int count, int channels, int lanes)
    {
        if (channels == 1)
        {
            FourierRows<V>.FromLanes(ref vectors, ref to, count, lanes, count);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            V value = V.Load(ref Unsafe.Add(ref vectors, (nint)V.Width * i));
            ref float at = ref Unsafe.Add(ref to, (nint)channels * i);
            if (lanes == V.Width)
            {
                value.Store(ref at);
            }
            else
            {
                value.StorePartial(ref at, lanes);
            }
        }
    }
}

/// <summary>The transforms of one work item.</summary>
internal readonly ref struct FourierItem
{
    public FourierItem(in FourierSizes s, int item, int width)
    {
        int vectors = (s.Channels + width - 1) / width;
        Row = s.Channels == 1 ? (nint)item * width : item / vectors;
        Channel = item % vectors * width;
        Lanes = Math.Min(width, s.Channels == 1 ? s.Rows - (int)Row : s.Channels - Channel);
    }

    /// <summary>The first row.</summary>
    public nint Row { get; }

    /// <summary>The first channel.</summary>
    public int Channel { get; }

    /// <summary>How many there are.</summary>
    public int Lanes { get; }
}
