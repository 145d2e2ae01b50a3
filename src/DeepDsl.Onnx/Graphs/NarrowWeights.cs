using System.Buffers.Binary;
using System.Globalization;

namespace DeepDsl.Onnx;

/// <summary>Weights of fewer bits, each with the node that makes floats of it again.</summary>
internal static class NarrowWeights
{
    private const float Largest = 127;

    /// <param name="w">The graph around all others.</param>
    /// <param name="form">Not that of floats of 32 bits.</param>
    /// <param name="name">Of the weight.</param>
    /// <param name="shape">In the order in which it is read.</param>
    /// <param name="axis">Has a scale for each of its places.</param>
    /// <param name="values">Made as they are written.</param>
    /// <returns>The value of floats.</returns>
    public static string Write(GraphWriter w, OnnxWeights form, string name, IReadOnlyList<long> shape, int axis, Func<float[]> values)
    {
        if (form == OnnxWeights.Float16)
        {
            return w.Call("Cast", [w.Tensor(name, OnnxType.Float16, shape, () => Halves(name, values()))], ("to", (long)OnnxType.Float));
        }

        (int count, int inner) = ((int)shape[axis], (int)shape.Skip(axis + 1).Aggregate(1L, (n, d) => n * d));
        string numbers = w.Tensor(name, OnnxType.Int8, shape, () => Bytes(values(), count, inner, name));
        string scales = w.Tensor($"{name}/scale", [count], () => Scales(values(), count, inner, name));
        return w.Call("DequantizeLinear", [numbers, scales], ("axis", (long)axis));
    }

    private static byte[] Halves(string name, float[] values)
    {
        byte[] bytes = new byte[sizeof(ushort) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Half half = (Half)values[i];
            if (Half.IsInfinity(half) && float.IsFinite(values[i]))
            {
                throw Refused(name, values[i], "16 bits have no number beyond 65504");
            }

            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(sizeof(ushort) * i), half);
        }

        return bytes;
    }

    private static byte[] Bytes(float[] values, int count, int inner, string name)
    {
        float[] scales = Scales(values, count, inner, name);
        byte[] bytes = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float whole = MathF.Round(values[i] / scales[i / inner % count]);
            bytes[i] = unchecked((byte)(sbyte)Math.Clamp(whole, -Largest, Largest));
        }

        return bytes;
    }

    /// <summary>What the number 1 stands for at each place of the axis, so that the largest magnitude there is 127.</summary>
    private static float[] Scales(float[] values, int count, int inner, string name)
    {
        float[] scales = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            ref float scale = ref scales[i / inner % count];
            scale = float.IsFinite(values[i]) ? MathF.Max(scale, MathF.Abs(values[i]))
                : throw Refused(name, values[i], "8 bits have whole numbers alone");
        }

        // Zeros, and what is so small that its 127th part is zero, are zeros of any scale.
        return Array.ConvertAll(scales, largest => largest / Largest is > 0 and float scale ? scale : 1);
    }

    private static InvalidOperationException Refused(string name, float value, string why) => new(
        $"The model was not saved: '{name}' holds {value.ToString(CultureInfo.InvariantCulture)}, and {why}. "
        + "Save it with OnnxWeights.Float32.");
}
