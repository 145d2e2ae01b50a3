namespace DeepDsl.Adapters.Tests;

public enum Fruit
{
    Pear,
    Apple,
    Quince,
}

[Model, Input(3), Dense(8, Activation = Activation.Tanh), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit)), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class FruitNet;

[Model, Input(3), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
public partial class RipeNet;

[Model, Input(3), Dense(1), Loss(Loss.Hinge)]
public partial class MarginNet;

[Model, Input(1), Dense(4, Activation = Activation.Tanh), Dense(1), Loss(Loss.MeanSquaredError)]
public partial class WeightNet;

[Model, Input(3), Dense(2), Loss(Loss.MeanSquaredError)]
public partial class PlaceNet;

/// <summary>Texts of any length up to eight tokens; two outputs.</summary>
[Model, Input(Dim.T, Type = ElementType.Int32, Name = "text"), Extent(Dim.T, Min = 2, Max = 8)]
[Embedding(40, 6), GlobalAvgPool1D, Identity(Name = "meaning"), Dense(2, Name = "kind")]
[Output("meaning"), Output("kind"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind")]
public partial class TextNet;

/// <summary>Texts of five tokens, filled up.</summary>
[Model, Input(5, Type = ElementType.Int32, Name = "text"), Embedding(40, 6), GlobalAvgPool1D]
public partial class FixedNet;
