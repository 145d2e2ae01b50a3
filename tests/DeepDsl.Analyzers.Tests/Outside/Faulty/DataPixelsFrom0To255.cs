using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;

public static class Program
{
    public static float[] Read(byte[] pixels)
    {
        var net = new Net();
        float[] x = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++) x[i] = pixels[i];
        return net.PredictBatch([|x|]);
    }
}
