namespace DeepDsl.Integration.Tests;

// <models>
[Model, Input(64), Dense(32, Activation = Activation.ReLU), Dense(10), Labels(typeof(Digit))]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class DigitReader;

[Model, Input(64), Dense(8, Activation = Activation.ReLU), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class EightFinder;
// </models>

public enum Digit
{
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}
