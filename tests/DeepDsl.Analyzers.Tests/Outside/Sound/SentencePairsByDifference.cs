using DeepDsl;

// Mou et al., 2016: two sentences through one encoder.
[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0, Name = "premise")]
[Input(20, Type = ElementType.Int32, PaddingToken = 0, Name = "hypothesis")]
[Embedding(5000, 50, From = "premise", Name = "words"), LSTM(64, Return = Return.Last, Name = "encoder"), Identity(Name = "p")]
[Embedding(5000, 50, From = "hypothesis", Share = "words"), LSTM(64, Return = Return.Last, Share = "encoder"), Identity(Name = "h")]
[Subtract("p", Name = "difference"), Multiply("p", From = "h", Name = "product"), Concat("p", "h", "difference")]
[Dense(64, Activation = Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 5)]
public partial class SentencePairs;
