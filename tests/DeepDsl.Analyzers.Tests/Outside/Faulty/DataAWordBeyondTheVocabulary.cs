using DeepDsl;

[Model, Input(4, Type = ElementType.Int32), Embedding(100, 16), Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;

public static class Program
{
    public static float[] Main() => new Net().Predict(new[] { 1, 5, [|100|], 7 });
}
