using DeepDsl;

[Model, Input(60, 2, Type = ElementType.Int32, Name = "edges"), Input(20, 8, Name = "atoms")]
[GraphConv(32, Activation = Activation.ReLU), GraphConv(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Toxicity;

public static class Program
{
    public static float Main() => new Toxicity().TrainStep(new int[120], new float[160], [|new[] { 1 }|]);
}
