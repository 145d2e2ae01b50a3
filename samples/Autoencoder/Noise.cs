using System.Numerics.Tensors;
using Pictures;

namespace Autoencoder;

internal static class Noise
{
    /// <summary>Of what is added to each pixel, in training and to the images of the test.</summary>
    public const double Deviation = 0.3;

    public static float[] On(float[] pixels, Random random)
    {
        float[] noisy = NormalNumbers.Draw(random, pixels.Length);
        TensorPrimitives.MultiplyAdd(noisy, (float)Deviation, pixels, noisy);
        return noisy;
    }
}
