using DeepDsl;

[Model, Input(4, Type = ElementType.Int32), Embedding(5000, 32), LSTM(64, Return = Return.Last), Dense(9), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Tagger;

public static class Program
{
    public static float Main() => new Tagger().TrainStep(new[] { 4, 8, 15, 16 }, [|new[] { 0, 3, 3, 1 }|]);
}
