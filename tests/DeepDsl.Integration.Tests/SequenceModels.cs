namespace DeepDsl.Integration.Tests;

/// <summary>Predicts at each position what stands at the one before; the first, and what follows the text, count nothing.</summary>
[Model, Input(6, Type = ElementType.Int32)]
[Embedding(9, 8, Name = "words", InitValue = 0.3), Conv1D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.Tanh), Dense(8)]
[Unembed("words", Bias = true)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class Echo;

/// <summary>Skip-gram with negative sampling: whether each of three words stands near a word.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "word"), Input(3, Type = ElementType.Int32, Name = "near")]
[Embedding(12, 6, Name = "words", From = "word", InitValue = 0.2), Embedding(12, 6, Name = "contexts", From = "near", InitValue = 0.2)]
[Dot("words"), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03, BatchSize = 32)]
public partial class SkipGram;

[Block, Conv2D(4, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(Width)]
public partial class Look
{
    [Parameter] const int Width = 4;
}

/// <summary>Anchor, like and other: three images a sample.</summary>
[Model, Input(3, 8, 8, 1), Look(PerStep = true), Loss(Loss.Triplet, Margin = 0.5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class Alike;

[Model, Input(2, 6, 5), Dense(8, Activation = Activation.Tanh), Dense(4), Loss(Loss.InfoNCE, Temperature = 0.2)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 4)]
public partial class Contrast;

/// <summary>Which way a bright row moves through the images of a film.</summary>
[Model, Input(4, 8, 8, 1), Look(Width = 8, PerStep = true, Name = "look"), ReLU, Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class Film;

[Model, Input(8, 8, 1), Pad2D(1, Mode = PadMode.Reflect), Conv2D(4, Kernel = 3, Activation = Activation.ReLU)]
[Conv2D(1, Kernel = 1), Loss(Loss.Dice), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03, BatchSize = 8)]
public partial class Segment;

/// <summary>Reads a stream in segments of six: what came last of two rare events.</summary>
// <segments>
[Model, Input(8, Name = "before"), Input(6, 3)]
[GRU(8, InitialState = ["before"], FinalState = ["after"]), Dense(1, Name = "last"), Output("last"), Output("after")]
[Loss(Loss.SigmoidCrossEntropy, Output = "last"), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class Segments;
// </segments>

/// <summary>The same network over twelve steps at once.</summary>
[Model, Input(8, Name = "before"), Input(12, 3)]
[GRU(8, InitialState = ["before"], FinalState = ["after"]), Dense(1, Name = "last"), Output("last"), Output("after")]
[Loss(Loss.SigmoidCrossEntropy, Output = "last")]
public partial class TwoSegments;

/// <summary>Of what 256 steps compute, backward reads all.</summary>
[Model, Input(256, 8), LSTM(24, Layers = 2, Dropout = 0.2, RecurrentDropout = 0.2, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class LongMemory;

/// <summary>The same, but backward computes 16 steps at a time again.</summary>
[Model, Input(256, 8), LSTM(24, Layers = 2, Dropout = 0.2, RecurrentDropout = 0.2, Checkpoint = 16, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class LongMemoryInSegments;

/// <summary>Reads shown digits in their order, which come early or late and for longer or shorter.</summary>
[Model, Input(Dim.T, 5), Extent(Dim.T, Min = 6, Max = 16)]
[Conv1D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.Tanh), Dense(5)]
[Loss(Loss.CTC, MaxLabels = 4), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class Shown;

/// <summary>The same of sequences that are padded.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "steps"), Input(6, 5, Lengths = "steps"), Dense(5), Loss(Loss.CTC, MaxLabels = 4)]
public partial class ShownOfUnequalLength
{
    /// <summary>A call that tests the order of what is given.</summary>
    public TrainingCall BeginTrainingCall(int batch) => BeginTraining(batch);
}

/// <summary>Two questions of classes, which either take ints or floats.</summary>
[Model, Input(3), Dense(4, Name = "kind"), Dense(2, Name = "size"), Output("kind"), Output("size")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "kind"), Loss(Loss.SoftmaxCrossEntropy, Output = "size")]
public partial class TwoQuestions;

/// <summary>Which of three tones sounds, whatever its phase.</summary>
[Model, Input(400), MelSpectrogram(64, Hop = 32, Mels = 12, SampleRate = 8000, Log = true), GlobalAvgPool1D, LayerNorm, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16)]
public partial class Tones;

/// <summary>Finds the slow wave under a fast one.</summary>
[Model, Input(128, 1), SpectralFilter(Modes = 16), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16)]
public partial class SlowWave;

/// <summary>The mean of what is near, by a score that no product enters.</summary>
[Model, Input(9, 2), Attention(Score = nameof(Near))]
public partial class Blurred
{
    static float Near(float score, float query, float key) => MathF.Abs(query - key) <= 1 ? 0 : -100;
}
