namespace DeepDsl.Integration.Tests;

// Models of 200 classes, of which a step of training computes 21.

[Model, Input(1, Type = ElementType.Int32), Embedding(200, 16), Flatten, Dense(32, Activation = Activation.Tanh), Dense(200, Name = "classes")]
[Loss(Loss.SoftmaxCrossEntropy, Samples = 20), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 25)]
public partial class Rhymes
{
    /// <summary>A call that tests misuse.</summary>
    public TrainingCall BeginTrainingCall(int batch) => BeginTraining(batch);
}

[Model, Input(1, Type = ElementType.Int32), Embedding(200, 24, Name = "words", InitValue = 0.3), Flatten, Dense(48, Activation = Activation.Tanh), Dense(24)]
[Unembed("words", Bias = true)]
[Loss(Loss.SoftmaxCrossEntropy, Samples = 20, UniformSamples = true), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 25)]
public partial class TiedRhymes;
